import { defineConfig } from "tsup";

import { writeThirdPartyLicenses } from "./third-party-licenses.ts";

/** CommonJS dependencies inside an ESM bundle still ask for these three. */
const commonJs = [
  `import { createRequire as __createRequire } from "node:module";`,
  `import { dirname as __pathDirname } from "node:path";`,
  `import { fileURLToPath as __fileURLToPath } from "node:url";`,
  `const require = __createRequire(import.meta.url);`,
  `const __filename = __fileURLToPath(import.meta.url);`,
  `const __dirname = __pathDirname(__filename);`,
].join("\n");

/** The bundle of a program: everything inside, from the sources, split so that a command loads only what it needs. */
export function program(entry: Record<string, string>): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: "esm",
    target: "node22",
    platform: "node",
    dts: false,
    splitting: true,
    clean: true,
    silent: true,
    removeNodeProtocol: false,
    noExternal: [/.*/],
    metafile: true,
    onSuccess: writeThirdPartyLicenses,
    banner: { js: commonJs },
    esbuildOptions(options) {
      options.conditions = ["@fabrikk/source", "module"];
      options.mainFields = ["module", "main"]; // a dependency's CommonJS may load its parts by names that no bundle holds
    },
  });
}
