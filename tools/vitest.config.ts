import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["packages", "apps"].flatMap((room) => readdirSync(`${root}${room}`).map((name) => `${room}/${name}`));
const conditions = ["@fabrikk/source", "module", "node", "import", "default"];

/** One project per package, so that `--project git` runs one; one root run is the fastest way to run all. */
export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 20_000,
    coverage: { provider: "v8", include: ["packages/*/src/**", "apps/*/src/**"], reportsDirectory: "coverage" },
    projects: [...folders, "tools"].map((folder) => ({
      extends: true,
      test: {
        name: folder.replace(/^.*\//, ""),
        include: [`${folder}/{src,test}/**/*.test.ts`],
        exclude: ["**/fixtures/**", "**/node_modules/**"],
      },
    })),
  },
});
