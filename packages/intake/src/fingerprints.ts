import type { FormatName } from "@fabrikk/compiler";
import { sha256Hex } from "@fabrikk/state";

import type { SourceFile } from "./decode-source.ts";
import { readDocuments } from "./read-documents.ts";

/**
 * The documents that would be read of these, each with the SHA-256 of its bytes (FAB-INT-009). Only a folder makes it necessary to
 * read them: which of its files belong to the spec, their format says.
 */
export function fingerprints(sources: readonly SourceFile[], format: string | null): ReadonlyMap<string, string> {
  const isRead = sources.some(({ folder }) => folder !== undefined)
    ? new Set(readDocuments(sources, (format as FormatName | null) ?? undefined).texts.map(({ file }) => file))
    : null;
  return new Map(
    sources.filter(({ file }) => isRead?.has(file) ?? true).map(({ file, bytes }) => [file, sha256Hex(bytes)]),
  );
}
