import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes `dist/third-party-licenses.txt`: name, version and licence text of every package whose code is inside of the bundle, as
 * their licences ask for. Reads and removes what the bundler noted about its inputs. Runs in the package's folder.
 */
export async function writeThirdPartyLicenses(): Promise<void> {
  const note = join("dist", "metafile-esm.json");
  const { inputs } = JSON.parse(await readFile(note, "utf8")) as { inputs: Readonly<Record<string, unknown>> };
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const texts = await Promise.all([...folders].map(licenseOf));
  await rm(note);
  await writeFile(join("dist", "third-party-licenses.txt"), [...new Set(texts)].toSorted().join("\n\n"));
}

async function licenseOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Readonly<
    Record<string, unknown>
  >;
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(?:[.-]|$)/i.test(each));
  const text = file === undefined ? "" : `\n\n${(await readFile(join(folder, file), "utf8")).trim()}`;
  return `${String(name)} ${String(version)} (${String(license)})${text}\n`;
}
