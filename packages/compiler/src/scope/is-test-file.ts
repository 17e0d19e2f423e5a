import { testLanguageOf } from "./test-languages.ts";

/**
 * Is this source file test code and not product code? By its name, or by the folder it is in, as its language has it.
 * Data files are neither.
 */
export function isTestFile(path: string): boolean {
  const language = testLanguageOf(path);
  if (language === null) return false;
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  return language.testName.test(name) || folders.some((folder) => language.testFolders.includes(folder.toLowerCase()));
}
