/** What a constant is to be: its name, and the value its requirement demands. */
export interface Constant {
  readonly name: string;
  readonly value: number;
  readonly needs?: string;
}

/** A spec with one requirement for each constant, in a file of its own. */
export function constantsSpec(constants: readonly Constant[]): string {
  const items = constants.map(({ name, value, needs }) =>
    [
      `- **CON-${name}-1**: The library SHALL export ${name} as ${value}.`,
      `  - Files: src/${name}.mjs, test/${name}.test.mjs`,
      `  - Check: node --test test/${name}.test.mjs`,
      "  - Test level: L1",
      ...(needs === undefined ? [] : [`  - Depends on: CON-${needs}-1`]),
    ].join("\n"),
  );
  return `# Constants\n\n${items.join("\n").replaceAll(/CON-(\w+)-1/g, (_, name: string) => `CON-${name.toUpperCase()}-1`)}\n`;
}

/** A worker that writes the constants its prompt demands, and a line to `log.txt` beside the configuration for each attempt. */
export const constantsWorker = `import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
const prompt = readFileSync(process.env.FABRIKK_PROMPT, "utf8");
appendFileSync(process.argv[2], process.env.FABRIKK_TASK + "\\n");
mkdirSync("src", { recursive: true });
mkdirSync("test", { recursive: true });
const files = [];
for (const [, name, value] of prompt.matchAll(/SHALL export (\\w+) as (\\d+)/g)) {
  writeFileSync(\`src/\${name}.mjs\`, \`export const \${name} = \${value};\\n\`);
  writeFileSync(\`test/\${name}.test.mjs\`, \`import assert from "node:assert";\\nimport { test } from "node:test";\\nimport { \${name} } from "../src/\${name}.mjs";\\ntest("CON-\${name.toUpperCase()}-1", () => assert.equal(\${name}, \${value}));\\n\`);
  files.push(\`src/\${name}.mjs\`, \`test/\${name}.test.mjs\`);
}
writeFileSync(process.env.FABRIKK_RESULT, JSON.stringify({ type: "result", task_id: process.env.FABRIKK_TASK, status: "done", detail: "", artifacts: files, self_review: { scan_clean: true, review: "", files_reviewed: files, verification_command: "", verification_exit_code: null } }));
`;
