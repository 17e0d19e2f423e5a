import { open, type FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";

import { FabrikkError } from "@fabrikk/state";
import type { Redactor } from "@fabrikk/state/redact";

import type { CommandStreams } from "./command-files.ts";
import { createOutputTail } from "./output-tail.ts";

/** What becomes of a command's output. */
export interface CollectOptions {
  readonly redactor: Redactor;
  /** Absolute path of the file for all output; it is made anew. */
  readonly outputFile: string | undefined;
  /** Bytes of both streams together; what comes after them is dropped. */
  readonly maxBytes: number;
}

/** Who wants to know about output. */
interface OutputListener {
  /** Output came. */
  heard(): void;
  /** More than `maxBytes` came. */
  overflowed(): void;
}

/** Takes a command's output, redacts it, writes it to the file in the order of arrival, keeps the ends. */
export interface OutputCollector {
  /** Reads both streams until they end or are destroyed, as fast as the file takes it. Call once. */
  collect(streams: CommandStreams, listener: OutputListener): Promise<void>;
  /** Closes the file. */
  close(): Promise<void>;
  collected(): { readonly stdout: string; readonly stderr: string; readonly outputBytes: number };
}

/** Opens the output file, where there is one, and is ready to collect. Throws `FABRIKK_SUBPROCESS_OUTPUT_FILE`. */
export async function openCollector({ redactor, outputFile, maxBytes }: CollectOptions): Promise<OutputCollector> {
  const file = await openOutputFile(outputFile);
  const tails = { stdout: createOutputTail(), stderr: createOutputTail() };
  let taken = 0;

  const take = (chunk: Buffer, listener: OutputListener): Buffer => {
    const room = maxBytes - taken;
    taken += Math.min(room, chunk.length);
    listener.heard();
    if (chunk.length > room) listener.overflowed();
    return chunk.subarray(0, room);
  };
  const keep = async (name: "stdout" | "stderr", text: string) => {
    tails[name].append(text);
    if (text !== "") await file?.append(text);
  };
  const drain = async (name: "stdout" | "stderr", stream: Readable, listener: OutputListener) => {
    const redaction = redactor.redactStream();
    try {
      for await (const chunk of stream) await keep(name, redaction.push(take(chunk as Buffer, listener)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    }
    await keep(name, redaction.end());
  };
  return {
    collect: async ({ stdout, stderr }, listener) => {
      await Promise.all([drain("stdout", stdout, listener), drain("stderr", stderr, listener)]);
    },
    close: async () => file?.close(),
    collected: () => ({ stdout: tails.stdout.text(), stderr: tails.stderr.text(), outputBytes: taken }),
  };
}

interface OutputFile {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

async function openOutputFile(path: string | undefined): Promise<OutputFile | null> {
  if (path === undefined) return null;
  const handle = await guarded(path, () => open(path, "w"));
  return oneAfterTheOther(path, handle);
}

function oneAfterTheOther(path: string, handle: FileHandle): OutputFile {
  let last: Promise<void> = Promise.resolve();
  return {
    append: (text) => (last = last.then(() => guarded(path, () => handle.appendFile(text)))),
    close: () => guarded(path, () => handle.close()),
  };
}

async function guarded<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new FabrikkError({
      code: "FABRIKK_SUBPROCESS_OUTPUT_FILE",
      message: `a command's output could not be written to ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "Make its folder, free some space, or give another file.",
      details: { path },
      cause,
    });
  }
}
