import { nothing, type GateSource } from "./gate-source.ts";
import { firstOf } from "./project-folder.ts";

/** Gradle's `check` task: it compiles, tests, and runs the checks that the project's plugins add. */
export const gradle: GateSource = {
  name: "Gradle",
  files: ["settings.gradle.kts", "settings.gradle", "build.gradle.kts", "build.gradle"],
  suggest: (folder) => {
    const from = firstOf(folder, gradle.files);
    if (from === undefined) return Promise.resolve(nothing);
    const program = folder.names.has("gradlew") ? "./gradlew" : "gradle";
    return Promise.resolve({ proposals: [{ name: "gradle", command: `${program} check`, from }], notes: [] });
  },
};
