import { nothing, type GateSource } from "./gate-source.ts";
import { recordAt } from "./is-record.ts";
import { firstOf } from "./project-folder.ts";
import { readToml } from "./read-toml.ts";

const from = "Cargo.toml";

/** Cargo's own commands: tests, and Clippy where the project has set it up. */
export const cargo: GateSource = {
  name: "Cargo.toml",
  files: [from],
  suggest: async (folder) => {
    if (!folder.names.has(from)) return nothing;
    const manifest = readToml(await folder.text(from));
    if (manifest === undefined) return { proposals: [], notes: [`${folder.path}${from} is no TOML`] };
    const all = Object.hasOwn(manifest as object, "workspace") ? " --workspace" : "";
    const settings = firstOf(folder, ["clippy.toml", ".clippy.toml"]);
    const lints = [recordAt(manifest, "lints", "clippy"), recordAt(manifest, "workspace", "lints", "clippy")];
    const clippy = settings ?? (lints.some((table) => Object.keys(table).length > 0) ? from : undefined);
    return {
      proposals: [
        ...(clippy === undefined
          ? []
          : [{ name: "cargo clippy", command: `cargo clippy${all} --all-targets`, from: clippy }]),
        { name: "cargo test", command: `cargo test${all}`, from },
      ],
      notes: [],
    };
  },
};
