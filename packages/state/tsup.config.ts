import { library } from "../../tools/build/library.ts";

export default library(["index", "ports/index", "run-dir/index", "redact/index"]);
