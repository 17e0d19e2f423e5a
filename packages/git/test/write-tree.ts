import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

import type { TreeFile, TreeFiles } from "@fabrikk/state/contracts/tree-files";

/** Writes a tree of these files as objects, byte by byte: it may hold what git itself would not put there. */
export async function writeTree(objects: string, files: TreeFiles): Promise<string> {
  const folders = Map.groupBy(Object.entries(files), ([path]) => path.split("/")[0] ?? "");
  const entries = await Promise.all(
    [...folders].map(async ([name, inside]) => {
      const [first] = inside;
      const whole = first !== undefined && first[0] === name ? first[1] : undefined;
      if (whole !== undefined) return await writeEntry(objects, name, whole);
      const below = Object.fromEntries(inside.map(([path, file]) => [path.slice(name.length + 1), file]));
      return { name, mode: "40000", id: await writeTree(objects, below) };
    }),
  );
  const order = (entry: { name: string; mode: string }) =>
    Buffer.from(entry.mode === "40000" ? `${entry.name}/` : entry.name);
  const sorted = entries.toSorted((left, right) => Buffer.compare(order(left), order(right)));
  const rows = sorted.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]);
  return await writeObject(objects, "tree", Buffer.concat(rows));
}

/** Writes one object and resolves to its id. */
async function writeObject(objects: string, type: string, content: Uint8Array): Promise<string> {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash("sha1").update(bytes).digest("hex");
  const file = join(objects, id.slice(0, 2), id.slice(2));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, deflateSync(bytes));
  return id;
}

async function writeEntry(objects: string, name: string, file: TreeFile) {
  const { mode, text } = typeof file === "string" ? { mode: "100644", text: file } : file;
  return { name, mode, id: mode === "160000" ? text : await writeObject(objects, "blob", Buffer.from(text)) };
}
