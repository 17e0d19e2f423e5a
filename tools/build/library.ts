import { defineConfig } from "tsup";

/** The bundle of one published library: ESM for every Node we support; declarations come from `tsc`. */
export function library(entries: readonly string[]): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
    format: "esm",
    target: "node22",
    platform: "node",
    dts: false,
    splitting: true,
    clean: true,
    silent: true,
    removeNodeProtocol: false,
  });
}
