import { TaskClass, TestLevel, type Check, type FileScope } from "@fabrikk/state";

import { parseGlob, type GlobProblem } from "../glob/parse-glob.ts";
import { isReservedGlob, reservedFiles } from "../scope/is-reserved-glob.ts";
import { readCheck } from "./check-directive.ts";
import { directiveWords, saysNothing } from "./directive-words.ts";
import { listedValues } from "./listed-values.ts";
import { oneLine } from "./one-line.ts";
import { plainText } from "./plain-text.ts";
import type { Directive, DirectiveName } from "./read-directives.ts";
import { idForm, isRequirementId } from "./requirement-id.ts";
import type { SpecProblem } from "./spec-problem.ts";

/** What the directives under one requirement say. */
export interface RequirementFacts {
  readonly scope: FileScope;
  readonly checks: readonly Check[];
  readonly testLevels: readonly TestLevel[];
  /** Null where no `Class:` line stands. */
  readonly class: TaskClass | null;
  readonly dependsOn: readonly string[];
  /** Why a person put the requirement off; null where it is to be done (FAB-PLAN-003). */
  readonly deferred: string | null;
  readonly problems: readonly SpecProblem[];
}

/** What may stand behind each key, as a clause of a message. */
const allowed: Readonly<Record<DirectiveName, string>> = {
  files: "`Files:` names globs, with commas between them, or none",
  "read-only": "`Read only:` names globs, with commas between them, or none",
  shared: "`Shared:` names globs, with commas between them, or none",
  "depends-on": `\`Depends on:\` names ids of requirements, with commas between them, or none; ${idForm}`,
  check:
    "`Check:` holds a shell command, `tests <command>`, `lint <command>`, `exists a, b`, `absent a, b` or `content path /expression/`",
  "test-level": "`Test level:` names some of L0, L1, L2, L3, with commas between them",
  class: "`Class:` is one of feature, fix, docs, config, chore",
  deferred: "`Deferred:` says why the requirement is put off",
};

/** Makes sense of the directive lines under a requirement; what cannot be read is a problem with its line. */
export function requirementFacts(directives: readonly Directive[], file: string): RequirementFacts {
  const problems: SpecProblem[] = [];
  const valuesOf = <Value>(name: DirectiveName, read: (value: string) => Reading<Value>): readonly Value[] =>
    directives
      .filter((directive) => directive.name === name)
      .flatMap((directive) => {
        const { values, wrong } = directive.value === "" ? missing(name) : read(directive.value);
        problems.push(...wrong.map((problem) => ({ ...problem, file, line: directive.line })));
        return values;
      });
  return {
    scope: {
      owned: [...valuesOf("files", (value) => readOwned("files", value))],
      read_only: [...valuesOf("read-only", (value) => readGlobs("read-only", value))],
      shared: [...valuesOf("shared", (value) => readOwned("shared", value))],
    },
    checks: valuesOf("check", readOneCheck),
    testLevels: [...new Set(valuesOf("test-level", readLevels))].toSorted(),
    class: valuesOf("class", readClass).at(-1) ?? null,
    dependsOn: [...new Set(valuesOf("depends-on", readIds))],
    deferred: valuesOf("deferred", readReason).join("; ") || null,
    problems,
  };
}

interface Reading<Value> {
  readonly values: readonly Value[];
  readonly wrong: readonly GlobProblem[];
}

function missing(name: DirectiveName): Reading<never> {
  const message = `the line names nothing: ${allowed[name]}`;
  return { values: [], wrong: [{ code: "FABRIKK_COMPILER_VALUE_MISSING", message }] };
}

/** Globs that a task may change: none of them may be fabrikk's or git's own. */
function readOwned(name: "files" | "shared", value: string): Reading<string> {
  const { values, wrong } = readGlobs(name, value);
  const reserved = values.filter(isReservedGlob).map((glob) => ({
    code: "FABRIKK_COMPILER_GLOB_RESERVED" as const,
    message: `no task may change "${glob}": ${reservedFiles}`,
  }));
  return { values, wrong: [...wrong, ...reserved] };
}

function readGlobs(name: "files" | "read-only" | "shared", value: string): Reading<string> {
  const globs: string[] = [];
  const wrong: GlobProblem[] = [];
  const listed = listedValues(value);
  if (listed.length === 0) return missing(name);
  for (const { text, isQuoted } of listed.filter((each) => !saysNothing(each.text))) {
    const glob = parseGlob(text);
    if (glob.problem !== null) wrong.push(glob.problem);
    else if (isQuoted || !/\s/.test(text)) globs.push(text);
    else
      wrong.push({
        code: "FABRIKK_COMPILER_GLOB_INVALID",
        message: `"${text}" is no glob: ${allowed[name]}; a path with spaces stands in back ticks`,
      });
  }
  return { values: globs, wrong };
}

function readOneCheck(value: string): Reading<Check> {
  const reading = readCheck(value);
  if ("check" in reading) return { values: [reading.check], wrong: [] };
  return { values: [], wrong: [{ code: "FABRIKK_COMPILER_CHECK_INVALID", message: reading.problem }] };
}

function readIds(value: string): Reading<string> {
  if (saysNothing(value)) return { values: [], wrong: [] };
  const words = directiveWords(value);
  const strange = words.filter((word) => !isRequirementId(word));
  if (words.length > 0 && strange.length === 0) return { values: words, wrong: [] };
  return refused("FABRIKK_COMPILER_DEPENDENCY_INVALID", "depends-on", strange[0] ?? value);
}

function readLevels(value: string): Reading<TestLevel> {
  const words = directiveWords(value.replaceAll("/", ","));
  const levels = words.map((word) => TestLevel.safeParse(word.toUpperCase()));
  const strange = words.find((_, index) => levels[index]?.success !== true);
  if (words.length === 0 || strange !== undefined)
    return refused("FABRIKK_COMPILER_TEST_LEVEL_INVALID", "test-level", strange ?? value);
  return { values: levels.flatMap(({ data }) => data ?? []), wrong: [] };
}

function readClass(value: string): Reading<TaskClass> {
  const word = TaskClass.safeParse(directiveWords(value).join(" ").toLowerCase());
  return word.success ? { values: [word.data], wrong: [] } : refused("FABRIKK_COMPILER_CLASS_INVALID", "class", value);
}

/** Only a reason puts a requirement off: "yes" is none. */
function readReason(value: string): Reading<string> {
  const reason = oneLine(value);
  const word = plainText(reason).replace(/[.!?]+$/, "");
  if (word === "" || saysNothing(word) || /^(?:yes|no|true|false|deferred|tbd|todo|n\/a)$/i.test(word))
    return missing("deferred");
  return { values: [reason], wrong: [] };
}

function refused(code: GlobProblem["code"], name: DirectiveName, text: string): Reading<never> {
  return { values: [], wrong: [{ code, message: `"${text}" cannot be read: ${allowed[name]}` }] };
}
