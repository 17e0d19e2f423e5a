import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How one process of the program ended. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** What it printed for programs, where that is one JSON object. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** What it printed beside that. */
  readonly said: string;
}

const program = fileURLToPath(new URL("../../apps/cli/src/bin.ts", import.meta.url));
const patienceMs = 300_000;

/**
 * Runs the program from the working tree's sources in `folder`, with `--json`, an empty HOME, and temporary files in `folder`
 * too: everything that it starts can be known by that path.
 */
export async function startFabrikk(folder: string, args: readonly string[]): Promise<ProgramEnd> {
  const [home, temporary] = [join(folder, "home"), join(folder, "tmp")];
  for (const path of [home, temporary]) await mkdir(path, { recursive: true });
  const env = {
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    HOME: home,
    TMPDIR: temporary,
    NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
  };
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--conditions=@fabrikk/source", program, ...args, "--json"], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: patienceMs,
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode, signal) =>
      resolve({ exitCode, signal, json: objectIn(said.stdout), said: said.stderr.trim() }),
    );
  });
}

function objectIn(text: string): ProgramEnd["json"] {
  try {
    return JSON.parse(text) as ProgramEnd["json"];
  } catch {
    return null;
  }
}
