import { nothing, type GateSource } from "./gate-source.ts";

const from = "pom.xml";

/** Maven's `verify` phase: it compiles, tests, and runs the checks that the project has bound to it. */
export const maven: GateSource = {
  name: "pom.xml",
  files: [from],
  suggest: (folder) => {
    if (!folder.names.has(from)) return Promise.resolve(nothing);
    const program = folder.names.has("mvnw") ? "./mvnw" : "mvn";
    return Promise.resolve({ proposals: [{ name: "maven", command: `${program} -B verify`, from }], notes: [] });
  },
};
