import { defineConfig } from "tsup";

import { writeThirdPartyLicenses } from "./third-party-licenses.ts";

/**
 * The bundle of one published library: ESM for every Node we support; declarations come from `tsc`.
 * @param inside packages whose code goes into the bundle, because what they pick by themselves does not run everywhere
 */
export function library(entries: readonly string[], inside: readonly RegExp[] = []): ReturnType<typeof defineConfig> {
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
    ...(inside.length === 0 ? {} : { noExternal: [...inside], metafile: true, onSuccess: writeThirdPartyLicenses }),
  });
}
