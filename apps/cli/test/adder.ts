import { fileURLToPath } from "node:url";

const agent = fileURLToPath(new URL("fixtures/agent.mjs", import.meta.url));

/** A spec of one requirement, which the fixture's agent can meet. */
export const adderSpec = [
  "# Adder",
  "",
  "- **ADD-1**: The library SHALL add two numbers.",
  "  - Files: src/add.mjs, test/add.test.mjs",
  "  - Check: node --test test/add.test.mjs",
  "  - Test level: L1",
  "",
].join("\n");

/** A configuration whose worker and reviewer are the fixture's agent. */
export function adderConfig({ mode = "confirm", agentArguments = [] as readonly string[] } = {}): string {
  return JSON.stringify({
    mode,
    agents: { scripted: { kind: "shell", command: [process.execPath, agent, ...agentArguments] } },
    roles: { worker: "scripted" },
    reviewers: [{ name: "judge", agent: "scripted" }],
    quality_gate: [{ name: "test", command: "node --test" }],
  });
}

/** The files of a repository that has both. */
export const adderFiles = {
  "spec.md": adderSpec,
  "package.json": '{ "name": "adder", "type": "module", "scripts": { "test": "node --test" } }\n',
};
