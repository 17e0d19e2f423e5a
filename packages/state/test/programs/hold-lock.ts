// Takes the lock of the run folder argv[2], writes `locked` or the code of the refusal, and lives until it is killed.
import { isFabrikkError } from "@fabrikk/state";
import { takeRunLock } from "@fabrikk/state/run-dir";

const [, , dir = ""] = process.argv;
try {
  await takeRunLock(dir);
  process.stdout.write("locked\n");
} catch (error) {
  process.stdout.write(`${isFabrikkError(error) ? error.code : String(error)}\n`);
}
process.stdin.resume();
