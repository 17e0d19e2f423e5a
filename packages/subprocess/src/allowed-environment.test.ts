import { expect, test } from "vitest";

import { allowedEnvironment } from "./allowed-environment.ts";

test("who, where, language and time are handed on; secrets and what changes programs are not", () => {
  const allowed = {
    PATH: "/bin",
    HOME: "/home/me",
    LANG: "C.UTF-8",
    LC_ALL: "C",
    TZ: "UTC",
    TMPDIR: "/t",
    TERM: "dumb",
  };
  const refused = {
    NODE_OPTIONS: "--inspect",
    LD_PRELOAD: "x.so",
    GITHUB_TOKEN: "t",
    AWS_SECRET_ACCESS_KEY: "k",
    GIT_DIR: "/other/.git",
    npm_config_registry: "r",
    FABRIKK_GUARD: "m#1",
    LC_SECRET_1: "x",
    PATHS: "x",
  };
  expect(allowedEnvironment({ ...allowed, ...refused, USER: undefined })).toEqual(allowed);
});

test("a variable that the user named is handed on when it is there", () => {
  expect(allowedEnvironment({ MODEL_KEY: "k", MODEL_KEY_2: "k" }, ["MODEL_KEY", "NONE"])).toEqual({ MODEL_KEY: "k" });
});
