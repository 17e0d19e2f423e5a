import { program } from "../../tools/build/program.ts";

export default program({ bin: "src/bin.ts", guard: "../../packages/subprocess/src/guard.ts" });
