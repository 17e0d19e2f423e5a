// Error codes: FABRIKK_<PACKAGE>_<WHAT>, made only by the package they name, listed in docs/errors.md.
import { literalText, parse, walk } from "../syntax.mjs";

/** @typedef {import("./workspace.mjs").Package} Package */
/** @typedef {import("./workspace.mjs").Finding} Finding */
/** @typedef {{ code: string, one: Package, path: string, at: number, compared: boolean }} Use */

const shape = /^FABRIKK_[A-Z0-9]+_[A-Z0-9_]+$/;
const list = "docs/errors.md";

/** @returns {Finding[]} */
export function checkErrorCodes(
  /** @type {readonly Package[]} */ packages,
  /** @type {import("../source-tree.mjs").SourceTree} */ tree,
) {
  const uses = packages.flatMap((one) => one.sources.flatMap((path) => usesIn(one, path, tree.get(path) ?? "")));
  const made = new Set(uses.filter((use) => belongs(use.code, use.one)).map((use) => use.code));
  const listed = new Set((tree.get(list) ?? "").match(/\bFABRIKK_[A-Z0-9]+_[A-Z0-9_]+\b/g));
  return [
    ...uses.filter((use) => !belongs(use.code, use.one)).flatMap((use) => checkForeign(use, packages, made)),
    ...[...made]
      .filter((code) => !listed.has(code))
      .map((code) => ({ rule: "error-code", path: list, message: `${code} is not listed` })),
    ...[...listed]
      .filter((code) => !made.has(code))
      .map((code) => ({ rule: "error-code", path: list, message: `${code} is listed, and no package makes it` })),
  ];
}

/** @returns {Finding[]} */
function checkForeign(
  /** @type {Use} */ { code, one, path, at, compared },
  /** @type {readonly Package[]} */ packages,
  /** @type {ReadonlySet<string>} */ made,
) {
  const owner = packages.find((other) => belongs(code, other));
  const say = (/** @type {string} */ message) => [{ rule: "error-code", path, at, message }];
  if (!owner) return say(`${code} names no package (FABRIKK_<PACKAGE>_<WHAT>; environment variables have one word)`);
  if (!compared && !one.folder.startsWith("apps/"))
    return say(`${code} belongs to ${owner.name}; ${one.name} makes its own`);
  return made.has(code) ? [] : say(`${code} is never made by ${owner.name}`);
}

/** @returns {Use[]} */
function usesIn(/** @type {Package} */ one, /** @type {string} */ path, /** @type {string} */ text) {
  /** @type {Use[]} */
  const uses = [];
  walk(parse(path, text).program, ({ node, parent, key }) => {
    const code = literalText(node);
    if (code === undefined || !shape.test(code)) return;
    const compared =
      parent?.type === "BinaryExpression" ||
      parent?.type === "SwitchCase" ||
      parent?.type === "ArrayExpression" ||
      key === "key";
    uses.push({ code, one, path, at: node.start, compared });
  });
  return uses;
}

function belongs(/** @type {string} */ code, /** @type {Package} */ one) {
  return code.startsWith(`FABRIKK_${one.short.toUpperCase()}_`);
}
