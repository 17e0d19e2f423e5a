import type { Deferral, Requirement, RequirementDependency } from "@fabrikk/state";

import type { Block } from "./block.ts";
import { claimBlocks, type Claim } from "./claim-blocks.ts";
import { claimNotes, type NamedClaim } from "./claim-notes.ts";
import { crowdedProblems } from "./crowded-problems.ts";
import type { Aside, DocumentOutline } from "./document-outline.ts";
import { idProblems } from "./id-problems.ts";
import { markClaimed } from "./mark-claimed.ts";
import { matchDependencies } from "./match-dependencies.ts";
import { mergeGroupings } from "./merge-groupings.ts";
import { normativeSentences } from "./normative-sentences.ts";
import { openQuestions } from "./open-questions.ts";
import { readAnswers } from "./read-answers.ts";
import { readBoundaries } from "./read-boundaries.ts";
import { entryProblems, groupingOf, requirementEntries, type RequirementEntry } from "./requirement-entries.ts";
import { sourceNotes } from "./source-notes.ts";
import type { SourceNote, SpecReading } from "./spec-reading.ts";
import { statementOf, type Statement } from "./statement.ts";

/**
 * Reads a document, whatever its markup, by the table of recognizers (FAB-INT-002); an account of every line and of every
 * normative sentence comes with it (FAB-INT-003). Never throws for what the document says.
 */
export function readOutline(outline: DocumentOutline): SpecReading {
  const { file, blocks } = outline;
  const boundaries = readBoundaries(blocks, file);
  const answers = readAnswers(blocks);
  const skipped = new Set([...boundaries.blocks, ...answers.blocks]);
  const claims = claimBlocks(blocks, skipped);
  const stated = statedBy(blocks, claims);
  const entries = requirementEntries(
    stated.map(({ statement }) => statement),
    file,
  );
  const requirements = entries.map(({ requirement }) => requirement);
  const named = stated.map(({ claim }, index) => ({ claim, id: requirements[index]?.id ?? "" }));
  const dependencies = dependenciesOf(entries);
  const toDo = entries.filter(({ facts }) => facts.deferred === null);
  const besides = [
    { indexes: boundaries.blocks, what: "boundary" },
    { indexes: answers.blocks, what: "clarification" },
  ];
  return {
    title: blocks.find((block) => block.isTitle)?.heading || null,
    requirements,
    groupings: mergeGroupings(toDo.map(groupingOf), dependencies),
    dependencies,
    boundaries: boundaries.boundaries,
    clarifications: [...openQuestions(blocks, named), ...answers.clarifications],
    deferred: entries.flatMap(deferralOf),
    declaredWaves: [],
    assumptions: [],
    ...accountOf(outline, { claims, named, besides, requirements }),
    problems: [
      ...outline.problems,
      ...boundaries.problems,
      ...idProblems({ file, blocks, claims, skipped }),
      ...crowdedProblems(claims, file),
      ...entryProblems(entries, file),
    ].toSorted((a, b) => a.line - b.line),
  };
}

interface Stated {
  readonly claim: Claim;
  readonly statement: Statement;
}

/** An id that only stands above other statements is their title, and no statement itself. */
function statedBy(blocks: readonly Block[], claims: readonly Claim[]): readonly Stated[] {
  return claims.flatMap((claim, index) => {
    const statement = statementOf(blocks, claim);
    const holdsOthers = (claims[index + 1]?.index ?? blocks.length) < claim.until;
    return statement.text === "" && statement.directives.length === 0 && holdsOthers ? [] : [{ claim, statement }];
  });
}

/** Ids of other documents stay as they are written. */
function dependenciesOf(entries: readonly RequirementEntry[]): RequirementDependency[] {
  const written = entries.flatMap(({ requirement, facts }) =>
    facts.dependsOn.map((to) => ({ from: requirement.id, to, pinned: true })),
  );
  return [
    ...matchDependencies(
      written,
      entries.map(({ requirement }) => requirement.id),
    ),
  ];
}

function deferralOf({ requirement: { id }, facts: { deferred } }: RequirementEntry): readonly Deferral[] {
  return deferred === null ? [] : [{ requirement_id: id, reason: deferred }];
}

interface Account {
  readonly claims: readonly Claim[];
  readonly named: readonly NamedClaim[];
  /** Indexes of blocks that were read for something else. */
  readonly besides: readonly { readonly indexes: ReadonlySet<number>; readonly what: string }[];
  readonly requirements: readonly Requirement[];
}

/** Where each line and each normative sentence went. */
function accountOf(outline: DocumentOutline, { claims, named, besides, requirements }: Account) {
  const { file, blocks, context = [] } = outline;
  const own = claimNotes({ file, blocks, claims, named });
  const beside = [
    ...besides.flatMap(({ indexes, what }) =>
      [...indexes].map((index) => noteOf(file, { lines: blocks[index]?.lines ?? [1, 1], what })),
    ),
    ...context.map((aside) => noteOf(file, aside)),
  ];
  const alsoClaimed = [...own.directives, ...beside].map(({ source }) => source);
  const sentences = markClaimed(normativeSentences(file, blocks), requirements, alsoClaimed);
  return { sentences, notes: sourceNotes(outline, [...own.texts, ...own.directives, ...beside], sentences) };
}

function noteOf(file: string, { lines, what }: Aside): SourceNote {
  return { source: { file, lines: [...lines] }, requirement: null, what };
}
