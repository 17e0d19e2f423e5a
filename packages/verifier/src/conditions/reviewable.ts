const lockFiles = new Set([
  "bun.lock",
  "bun.lockb",
  "cargo.lock",
  "composer.lock",
  "deno.lock",
  "flake.lock",
  "gemfile.lock",
  "go.sum",
  "gradle.lockfile",
  "mix.lock",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "packages.lock.json",
  "pdm.lock",
  "pipfile.lock",
  "pnpm-lock.yaml",
  "poetry.lock",
  "uv.lock",
  "yarn.lock",
]);

const binaryExtensions = new Set(
  (
    "7z avif bin bmp br class dat db dll dylib eot exe gif gz ico icns jar jpeg jpg lib mov mp3 mp4 o ogg otf " +
    "pdf png pyc so sqlite tar tgz tif tiff ttf wasm wav webm webp woff woff2 xz zip zst"
  ).split(" "),
);

/** By the names that generators give their files, in the languages fabrikk knows. */
const generatedNames =
  /(?:\.min\.(?:js|css)|\.(?:js|css)\.map|\.snap|\.generated\.[a-z]+|\.g\.(?:cs|dart)|\.pb\.(?:go|cc|h)|_pb2(?:_grpc)?\.pyi?|_generated\.[a-z]+)$/;

const generatedFolders = /(?:^|\/)(?:__generated__|__snapshots__|node_modules|vendor|dist)\//;

/** Is this a file that a person would read in review: no lock file, not binary, not generated (FAB-VER-002)? Told by its path alone. */
export function isReviewable(path: string): boolean {
  const folded = path.toLowerCase();
  const name = folded.slice(folded.lastIndexOf("/") + 1);
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return !(
    lockFiles.has(name) ||
    binaryExtensions.has(extension) ||
    generatedNames.test(name) ||
    generatedFolders.test(folded)
  );
}
