/** How one language keeps its tests. */
export interface TestLanguage {
  readonly name: string;
  /** File extensions, without the dot. */
  readonly extensions: readonly string[];
  /** Matches the file name of a test, without its folder. */
  readonly testName: RegExp;
  /** Folders whose source files are test code, whatever their names. */
  readonly testFolders: readonly string[];
  /**
   * Where the tests of a source stand. `{dir}` its folder, `{stem}` its name, `{ext}` its extension; `{before}` and `{below}`
   * the folders before and below `src`, `lib` or the like (a pattern that uses them needs one). Folders end with `/`.
   */
  readonly neighbours: readonly string[];
}

/** The stated table of FAB-PLAN-002's file scopes: which tests are owned along with a source. */
export const testLanguages: readonly TestLanguage[] = [
  {
    name: "TypeScript and JavaScript",
    extensions: ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"],
    testName: /\.(?:test|spec)\.[cm]?[jt]sx?$/,
    testFolders: ["test", "tests", "__tests__"],
    neighbours: [
      "{dir}{stem}.test.{ext}",
      "{dir}{stem}.spec.{ext}",
      "{dir}__tests__/{stem}.test.{ext}",
      "{before}test/{below}{stem}.test.{ext}",
      "{before}test/{below}{stem}.spec.{ext}",
      "{before}tests/{below}{stem}.test.{ext}",
      "{before}tests/{below}{stem}.spec.{ext}",
    ],
  },
  {
    name: "Python",
    extensions: ["py"],
    testName: /^(?:test_.*|.*_test|conftest)\.py$/,
    testFolders: ["test", "tests"],
    neighbours: [
      "{dir}test_{stem}.py",
      "{dir}{stem}_test.py",
      "{dir}tests/test_{stem}.py",
      "tests/test_{stem}.py",
      "tests/{dir}test_{stem}.py",
      "{before}tests/test_{stem}.py",
      "{before}tests/{below}test_{stem}.py",
    ],
  },
  { name: "Go", extensions: ["go"], testName: /_test\.go$/, testFolders: [], neighbours: ["{dir}{stem}_test.go"] },
  {
    name: "Rust",
    extensions: ["rs"],
    testName: /^tests?\.rs$|_test\.rs$/,
    testFolders: ["tests"],
    neighbours: [
      "{dir}{stem}/tests.rs",
      "{dir}{stem}_test.rs",
      "{before}tests/{below}{stem}.rs",
      "{before}tests/{below}{stem}_test.rs",
    ],
  },
  {
    name: "Java and Kotlin",
    extensions: ["java", "kt"],
    testName: /(?:Tests?|IT|Spec)\.(?:java|kt)$/,
    testFolders: ["test"],
    neighbours: [
      "{before}test/{below}{stem}Test.{ext}",
      "{before}test/{below}{stem}Tests.{ext}",
      "{before}test/{below}{stem}IT.{ext}",
    ],
  },
  {
    name: "Ruby",
    extensions: ["rb"],
    testName: /(?:_spec|_test)\.rb$|^test_.*\.rb$/,
    testFolders: ["spec", "test"],
    neighbours: [
      "{before}spec/{below}{stem}_spec.rb",
      "{before}test/{below}{stem}_test.rb",
      "{before}test/{below}test_{stem}.rb",
    ],
  },
  {
    name: "PHP",
    extensions: ["php"],
    testName: /Test\.php$/,
    testFolders: ["test", "tests"],
    neighbours: ["{before}tests/{below}{stem}Test.php", "{before}tests/Unit/{below}{stem}Test.php"],
  },
  {
    name: "C#",
    extensions: ["cs"],
    testName: /Tests?\.cs$/,
    testFolders: ["test", "tests"],
    neighbours: ["{dir}{stem}Tests.cs", "{before}tests/{below}{stem}Tests.cs", "{before}test/{below}{stem}Tests.cs"],
  },
  {
    name: "C and C++",
    extensions: ["c", "cc", "cpp", "cxx", "h", "hpp"],
    testName: /^test_.*|.*_(?:test|unittest)\.\w+$/,
    testFolders: ["test", "tests"],
    neighbours: [
      "{dir}{stem}_test.{ext}",
      "{before}test/{below}{stem}_test.{ext}",
      "{before}tests/{below}test_{stem}.{ext}",
    ],
  },
];

/** The language of a path, by its extension. */
export function testLanguageOf(path: string): TestLanguage | null {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return testLanguages.find(({ extensions }) => extensions.includes(extension)) ?? null;
}
