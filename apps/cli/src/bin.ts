#!/usr/bin/env node
// Nothing but Node's own modules is imported here: an older Node must reach the line that says so.
import module from "node:module";
import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  module.enableCompileCache();
  const { main } = await import("./program.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(`fabrikk: needs Node 22.18 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 1;
}
