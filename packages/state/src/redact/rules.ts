import { privateKeyTail } from "./private-key-tail.ts";
import { quotedTail } from "./quoted-tail.ts";
import { until, type Rule } from "./rule-stage.ts";
import { hidden } from "./stage.ts";

/** No letter, digit, dash or underscore before; but `\n` and the like, as JSON writes them, are no letters. */
const boundary = String.raw`(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt]))`;

/** Letters and digits; a known secret inside is hidden already. */
const alphanumeric = `A-Za-z0-9${hidden}`;

/** The vendors' key formats: a fixed beginning, at least so many characters, and all that follow. */
const keys: readonly Rule[] = [
  key(`${boundary}(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9${hidden}]{16}`, 20),
  key(`gh[pousr]_[${alphanumeric}]{30}`, 34),
  key(`github_pat_[${alphanumeric}_]{20}`, 31),
  key(`xox[abeoprs]-[${alphanumeric}-]{10}`, 15),
  key(`xapp-[0-9]-[${alphanumeric}-]{10}`, 17),
  // OpenAI's (sk-, sk-proj-) and Anthropic's (sk-ant-)
  key(`${boundary}sk-[${alphanumeric}_-]{20}`, 23),
  key(`AIza[${alphanumeric}_-]{35}`, 39),
  key(String.raw`${boundary}ya29\.[${alphanumeric}_-]{20}`, 25),
  {
    ...key(String.raw`${boundary}eyJ[${alphanumeric}_-]{6,1024}\.eyJ[${alphanumeric}_-]{6}`, 1037),
    tail: () => until(afterWebToken),
  },
];

const afterKey = new RegExp(`[^${alphanumeric}_-]`, "g");
const afterWebToken = new RegExp(`[^${alphanumeric}_.-]`, "g");
const afterBearer = new RegExp(`[^${alphanumeric}._~+/=-]`, "g");

const privateKey: Rule = {
  head: /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/g,
  reach: 70,
  spansLines: false,
  tail: () => privateKeyTail(),
};

const authorization: Rule = {
  head: new RegExp(
    String.raw`(?<keep>(?:[aA]uthorization|AUTHORIZATION)\\{0,3}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,3}["']?(?:[A-Za-z]{2,12}[ \t]{1,4})?)(?=[^\s"'\\[]{4}|${hidden})`,
    "g",
  ),
  reach: 64,
  spansLines: false,
  tail: () => until(/[\s"'\\]/g),
};

const bearer: Rule = {
  head: new RegExp(String.raw`(?<keep>(?:[bB]earer|BEARER)[ \t]{1,8})(?=[${alphanumeric}._~+/=-]{8}|${hidden})`, "g"),
  reach: 22,
  spansLines: false,
  tail: () => until(afterBearer),
};

/** The password of `scheme://user:password@host`. */
const urlPassword: Rule = {
  head: /(?<keep>:\/\/[^\s/:@"'`\\]{0,128}:)(?=[^\s/@"'`]{1,256}@)/g,
  reach: 389,
  spansLines: false,
  tail: () => until(/@/g),
};

const secretName = [
  "[pP]assword|PASSWORD|[pP]asswd|PASSWD|[pP]assphrase|PASSPHRASE|(?<![A-Za-z])[pP]wd|[_-]PWD",
  "[sS]ecret|SECRET|[tT]oken|TOKEN|[cC]redentials?|CREDENTIALS?",
  "[aA]pi[_-]?[kK]ey|API[_-]?KEY|[aA]ccess[_-]?[kK]ey|ACCESS[_-]?KEY|[pP]rivate[_-]?[kK]ey|PRIVATE[_-]?KEY",
].join("|");
/** What stands there in a declaration: no secret, and good to read. */
const typeName =
  "string|number|boolean|bigint|symbol|object|null|undefined|unknown|never|void|true|false|None|nil|str|int|bool|bytes";
const quoted = String.raw`(?<open>\\{0,3}["'\x60])(?!\\{0,3}["'\x60])`;
const bare = String.raw`(?!(?:${typeName})\b)(?=[^\s"'\x60\\,;()[\]{}<>][^\s"'\x60]{2})`;

/** `password=...`, `"token": "..."`, `API_KEY: ...`: the value, in its quotes or up to white space. */
const assignment: Rule = {
  head: new RegExp(
    String.raw`(?<keep>(?:${secretName})(?:[_.\-A-Z0-9][\w.-]{0,32})?(?:\\{0,3}["'\x60])?\]?[ \t]{0,8}(?:=>|:=|={1,3}|:)[ \t]{0,8}(?:${quoted}|${bare}))`,
    "g",
  ),
  reach: 100,
  spansLines: false,
  tail: (head) => (head.groups?.["open"] === undefined ? until(/[\s"'`]/g) : quotedTail(head.groups["open"])),
};

/** What secrets look like that nobody told us, in the order in which the patterns are applied. */
export const rules: readonly Rule[] = [privateKey, ...keys, authorization, bearer, urlPassword, assignment];

function key(head: string, reach: number): Rule {
  return { head: new RegExp(head, "g"), reach, spansLines: false, tail: () => until(afterKey) };
}
