export { buildArtifact, type ArtifactOptions } from "./build-artifact.ts";
export type { SourceFile } from "./decode-source.ts";
export { detectGate } from "./detect-gate.ts";
export { reviewSpec } from "./review-spec.ts";
