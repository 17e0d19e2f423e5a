import type { SpecProblem } from "@fabrikk/compiler";

/** One document of a spec, as its bytes. `file` is relative to the repository, with `/`. */
export interface SourceFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The folder that was named, where the document was found in one; absent for a document that was named itself. */
  readonly folder?: string;
}

/** Most bytes of one document: 10 MiB (FAB-INT-007). */
export const maximumSourceBytes = 10 * 1024 * 1024;

/** The text of a document, or why it has none. */
export type DecodedSource = { readonly text: string } | { readonly problem: SpecProblem };

/** Decodes UTF-8. An empty, a binary and a too large document are problems (FAB-INT-007). */
export function decodeSource({ file, bytes }: SourceFile): DecodedSource {
  if (bytes.length > maximumSourceBytes) return { problem: tooLarge(file, bytes.length) };
  const line = firstBinaryLine(bytes);
  if (line !== null) {
    const message = "this is no UTF-8 text: a binary file, or text in another encoding";
    return { problem: { code: "FABRIKK_INTAKE_SPEC_BINARY", file, line, message } };
  }
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "")
    return { problem: { code: "FABRIKK_INTAKE_SPEC_EMPTY", file, line: 1, message: "the file is empty" } };
  return { text };
}

/** The problem of a document over the limit. */
export function tooLarge(file: string, bytes: number): SpecProblem {
  const message = `the file has ${bytes} bytes; a spec may have ${maximumSourceBytes} (10 MiB)`;
  return { code: "FABRIKK_INTAKE_SPEC_TOO_LARGE", file, line: 1, message };
}

function firstBinaryLine(bytes: Uint8Array): number | null {
  const zero = bytes.indexOf(0);
  if (zero !== -1) return lineOf(bytes, zero);
  if (isUtf8(bytes)) return null;
  for (let from = 0, line = 1; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return 1;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineOf(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1);
}
