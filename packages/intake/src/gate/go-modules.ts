import { nothing, type GateSource } from "./gate-source.ts";
import { firstOf } from "./project-folder.ts";

const linter = [".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"];

/** Go's own commands over the module, or over every module of a workspace; golangci-lint where it is set up. */
export const goModules: GateSource = {
  name: "go.mod",
  files: ["go.work", "go.mod"],
  suggest: async (folder) => {
    const from = firstOf(folder, goModules.files);
    if (from === undefined) return nothing;
    const packages = from === "go.work" ? workspacePackages(await folder.text(from)) : ["./..."];
    if (packages.length === 0) return { proposals: [], notes: [`${folder.path}${from} uses no module`] };
    const lint = firstOf(folder, linter);
    const over = packages.join(" ");
    return {
      proposals: [
        ...(lint === undefined ? [] : [{ name: "golangci-lint", command: `golangci-lint run ${over}`, from: lint }]),
        { name: "go vet", command: `go vet ${over}`, from },
        { name: "go test", command: `go test ${over}`, from },
      ],
      notes: [],
    };
  },
};

/** `use ./a`, or `use ( ... )` with a folder a line. */
function workspacePackages(text: string): readonly string[] {
  const blocks = [...text.replace(/\/\/[^\n]*/g, "").matchAll(/^\s*use\s+(?:\(([^)]*)\)|(\S+))/gm)];
  const folders = blocks
    .flatMap(([, block, single]) => (block ?? single ?? "").split(/\s+/))
    .filter((each) => each !== "");
  const inside = folders.map((each) => each.replace(/^"|"$/g, "").replace(/^\.\/|\/$/g, ""));
  return [...new Set(inside)]
    .filter((each) => /^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(each) && !each.split("/").includes(".."))
    .toSorted()
    .map((each) => (each === "." ? "./..." : `./${each}/...`));
}
