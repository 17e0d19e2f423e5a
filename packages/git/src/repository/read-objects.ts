import { git, type GitPlace } from "../run-git.ts";

/** The content of blobs, by object id. */
export async function readBlobs(place: GitPlace, objects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(objects)];
  const contents = new Map<string, Uint8Array>();
  if (wanted.length === 0) return contents;
  const output = await git(place, ["cat-file", "--batch"], { input: `${wanted.join("\n")}\n` });
  let at = 0;
  for (const object of wanted) {
    const lineEnd = output.indexOf(10, at);
    const [, type, size] = asText(output.subarray(at, lineEnd)).split(" ");
    if (type !== "blob") throw new Error(`object ${object} is ${type ?? "unknown"}, not a blob`);
    const from = lineEnd + 1;
    contents.set(object, output.slice(from, from + Number(size)));
    at = from + Number(size) + 1;
  }
  return contents;
}

/** The sizes of blobs in bytes, by object id. */
export async function blobSizes(place: GitPlace, objects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(objects)];
  if (wanted.length === 0) return new Map();
  const args = ["cat-file", "--batch-check=%(objectname) %(objectsize)"];
  const output = await git(place, args, { input: `${wanted.join("\n")}\n` });
  return new Map(
    asText(output)
      .trimEnd()
      .split("\n")
      .map((line) => {
        const [object = "", size] = line.split(" ");
        return [object, Number(size)];
      }),
  );
}

function asText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
