import { TaskClass, TestLevel, type Check, type FileScope } from "@fabrikk/state";

import { parseGlob, type GlobProblem } from "../glob/parse-glob.ts";
import { readCheck } from "./check-directive.ts";
import { codeSpans, listedValues } from "./listed-values.ts";
import type { Directive } from "./read-directives.ts";
import { findRequirementIds } from "./requirement-id.ts";
import type { SpecProblem } from "./spec-problem.ts";

/** What the directives under one requirement say. */
export interface RequirementFacts {
  readonly scope: FileScope;
  readonly checks: readonly Check[];
  readonly testLevels: readonly TestLevel[];
  /** Null where no `Class:` line stands. */
  readonly class: TaskClass | null;
  readonly dependsOn: readonly string[];
  readonly problems: readonly SpecProblem[];
}

/** Makes sense of the directive lines under a requirement; what cannot be read is a problem with its line. */
export function requirementFacts(directives: readonly Directive[], file: string): RequirementFacts {
  const problems: SpecProblem[] = [];
  const valuesOf = <Value>(name: Directive["name"], read: (value: string) => Reading<Value>): readonly Value[] =>
    directives
      .filter((directive) => directive.name === name)
      .flatMap((directive) => {
        const { values, wrong } = read(directive.value);
        problems.push(...wrong.map((problem) => ({ ...problem, file, line: directive.line })));
        return values;
      });
  return {
    scope: {
      owned: [...valuesOf("files", readGlobs)],
      read_only: [...valuesOf("read-only", readGlobs)],
      shared: [...valuesOf("shared", readGlobs)],
    },
    checks: valuesOf("check", readOneCheck),
    testLevels: [...new Set(valuesOf("test-level", readLevels))].toSorted(),
    class: valuesOf("class", readClass).at(-1) ?? null,
    dependsOn: [...new Set(valuesOf("depends-on", (value) => ({ values: findRequirementIds(value), wrong: [] })))],
    problems,
  };
}

interface Reading<Value> {
  readonly values: readonly Value[];
  readonly wrong: readonly GlobProblem[];
}

function readGlobs(value: string): Reading<string> {
  const globs: string[] = [];
  const wrong: GlobProblem[] = [];
  for (const { text, isQuoted } of listedValues(value).filter((each) => !/^(?:none|nothing|-|–|—)$/i.test(each.text))) {
    const glob = parseGlob(text);
    if (glob.problem !== null) wrong.push(glob.problem);
    else if (isQuoted || !/\s/.test(text)) globs.push(text);
    else
      wrong.push({
        code: "FABRIKK_COMPILER_GLOB_INVALID",
        message: `"${text}" is no glob; a path with spaces stands in back ticks`,
      });
  }
  return { values: globs, wrong };
}

function readOneCheck(value: string): Reading<Check> {
  const reading = readCheck(value);
  if ("check" in reading) return { values: [reading.check], wrong: [] };
  return { values: [], wrong: [{ code: "FABRIKK_COMPILER_CHECK_INVALID", message: reading.problem }] };
}

function readLevels(value: string): Reading<TestLevel> {
  const levels = (value.match(/\bL[0-3]\b/gi) ?? []).map((level) => TestLevel.parse(level.toUpperCase()));
  return { values: levels, wrong: [] };
}

function readClass(value: string): Reading<TaskClass> {
  const word = (codeSpans(value)[0] ?? value).replace(/\.$/, "").trim().toLowerCase();
  return { values: [TaskClass.parse(word)], wrong: [] };
}
