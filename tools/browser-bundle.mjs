// The compiler alone, in a page: its packed files in one bundle for browsers, run where nothing of Node is.
import { createRequire } from "node:module";
import { basename } from "node:path";
import { runInNewContext } from "node:vm";

const { build } = createRequire(createRequire(import.meta.url).resolve("tsup"))("esbuild");

/**
 * Bundles a module for browsers and runs it in an empty realm with what every browser has. Rejects when it imports a part of
 * Node, or throws.
 */
export async function runAsBrowser(/** @type {string} */ file) {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "iife",
    target: "es2024",
    logLevel: "silent",
  });
  const builtins = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path }) => path.startsWith("node:"))
    .map(({ path }) => path);
  if (builtins.length > 0) throw new Error(`${basename(file)} imports ${builtins.join(", ")}`);
  runInNewContext(outputFiles[0].text, { TextEncoder, TextDecoder, URL, structuredClone }, { timeout: 60_000 });
}
