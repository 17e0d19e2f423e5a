import { fork } from "node:child_process";
import { once } from "node:events";

/** Starts one of this folder's programs in a process of its own and resolves to what it sends. Rejects when it sends nothing. */
export async function childAnswer<Answer>(program: URL, args: readonly string[]): Promise<Answer> {
  const child = fork(program, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const answers: Answer[] = [];
  child.on("message", (message) => answers.push(message as Answer));
  const [code] = (await once(child, "exit")) as [number | null];
  const [answer] = answers;
  if (code !== 0 || answer === undefined)
    throw new Error(`${args.join(" ")} ended with exit code ${code} and ${answers.length} answers`);
  return answer;
}
