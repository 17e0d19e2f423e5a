import { library } from "../../tools/build/library.ts";

export default library(["index", "fabrikk-error", "ports/index", "run-dir/index", "redact/index"]);
