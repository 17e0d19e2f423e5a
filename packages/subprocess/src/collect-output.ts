import { open, type FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";

import { FabrikkError } from "@fabrikk/state";
import type { Redactor } from "@fabrikk/state/redact";

import type { CommandStreams } from "./command-files.ts";
import { createOutputTail } from "./output-tail.ts";
import { redactLine } from "./redact-line.ts";
import { splitLines, type LineSplitter } from "./split-lines.ts";

/** What becomes of a command's output. */
export interface CollectOptions {
  readonly redactor: Redactor;
  /** Absolute path of the file for all output; it is made anew. */
  readonly outputFile: string | undefined;
  /** Bytes of both streams together; what comes after them is dropped. */
  readonly maxBytes: number;
  /** Is told each line of standard output. */
  readonly onLine: ((line: string) => void) | undefined;
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
export async function openCollector(options: CollectOptions): Promise<OutputCollector> {
  const { redactor, outputFile, maxBytes } = options;
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
  const drain = async (name: "stdout" | "stderr", { input, ...streams }: CommandStreams, listener: OutputListener) => {
    const redaction = redactor.redactStream();
    const lines = name === "stdout" ? tellLines(options) : null;
    for await (const chunk of untilClosed(streams[name])) {
      const piece = take(chunk, listener);
      lines?.push(piece);
      await keep(name, redaction.push(piece));
      if (name === "stdout") await input?.taken();
    }
    lines?.end();
    await keep(name, redaction.end());
  };
  return {
    collect: async (streams, listener) => {
      await Promise.all([drain("stdout", streams, listener), drain("stderr", streams, listener)]);
    },
    close: async () => file?.close(),
    collected: () => ({ stdout: tails.stdout.text(), stderr: tails.stderr.text(), outputBytes: taken }),
  };
}

/** The chunks of a stream until it ends or somebody destroys it. */
async function* untilClosed(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** Bytes of a line that are told. */
const mostOfLine = 1024 * 1024;
/** Bytes beyond them that are looked at, so that a secret is not cut in two and shown in part. */
const beyondLine = 4096;

/** A carriage return within a line starts a new one, as it does in the file. */
function tellLines({ redactor, onLine }: CollectOptions): LineSplitter | null {
  if (onLine === undefined) return null;
  return splitLines(mostOfLine + beyondLine, (line) => {
    for (const part of redactLine(redactor, line).split("\n")) onLine(part.slice(0, mostOfLine));
  });
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
