import type { GateProposal } from "./gate-proposal.ts";

/** The parts of a quality gate. */
type Part = "lint" | "typecheck" | "build" | "test";

/** The commands of a gate, in the order in which they run, with the names under which projects have them; the first counts. */
const wanted: readonly { readonly name: Part; readonly spellings: readonly string[] }[] = [
  { name: "lint", spellings: ["lint", "lint:check", "check:lint", "eslint"] },
  { name: "typecheck", spellings: ["typecheck", "type-check", "types", "check-types", "check:types", "tsc"] },
  { name: "build", spellings: ["build", "compile"] },
  { name: "test", spellings: ["test", "tests", "test:ci", "test:run", "test:unit"] },
];

/** How to find a command, and how to call it. */
export interface NamedCommands {
  /** Can this name be called as it is? */
  readonly has: (name: string) => boolean;
  readonly call: (name: string) => string;
  /** The file that names them. */
  readonly from: string;
  /** Other names for a test, after the usual ones. */
  readonly tests?: readonly string[];
}

/**
 * The commands of a gate among the named ones: lint, type check, test. A build is taken where there is no type check: there
 * it is what compiles.
 */
export function wantedCommands({ has, call, from, tests = [] }: NamedCommands): readonly GateProposal[] {
  const found = wanted.flatMap(({ name, spellings }) => {
    const spelling = [...spellings, ...(name === "test" ? tests : [])].find(has);
    return spelling === undefined ? [] : [{ name, command: call(spelling), from }];
  });
  const isTyped = found.some(({ name }) => name === "typecheck");
  return found.filter(({ name }) => name !== "build" || !isTyped);
}

/** Those of the first, and of the second what the first has not; in the gate's order. */
export function completedBy(first: readonly GateProposal[], second: readonly GateProposal[]): readonly GateProposal[] {
  const has = (part: Part): boolean => first.some(({ name }) => name === part);
  const added = second.filter(({ name }) => !has(name as Part) && !(name === "build" && has("typecheck")));
  const order = wanted.map(({ name }) => name as string);
  return [...first, ...added].toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
