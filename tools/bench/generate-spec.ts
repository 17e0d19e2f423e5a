import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const subjects = ["The service", "A client", "The queue", "Every worker", "The report", "A session", "The index"];
const verbs = ["keeps", "answers", "writes", "refuses", "counts", "closes", "orders"];
const things = ["the record", "each entry", "a broken line", "the last state", "an empty answer", "two copies"];
const ends = ["before it ends", "within one second", "in the order of arrival", "with its number", "and says why"];

/**
 * A long Markdown specification, the same for the same seed: of ten parts four are requirements with ids, files and dependencies, two are
 * prose, one each are checkboxes, EARS and normative sentences, a table, and code.
 * @param bytes how long it is at least; it ends with the part that reaches this
 */
export function generateSpec(bytes: number, seed: number): string {
  const random = seededRandom(seed);
  const parts = ["# A long specification\n"];
  for (let [length, number] = [0, 0]; length < bytes; number += 1) {
    const part = partAt(number, random);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join("\n");
}

function partAt(number: number, random: SeededRandom): string {
  if (number % 20 === 0) return `## Chapter ${number / 20}: ${sentence(random)}\n`;
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return requirement(number, random);
    case 4:
    case 5:
      return `${many(6, () => sentence(random)).join(" ")}\n`;
    case 6:
      return many(4, () => `- [ ] ${sentence(random)}`).join("\n") + "\n";
    case 7:
      return `WHEN ${clause(random)} THEN the system SHALL ${clause(random)}. The tool SHOULD ${clause(random)}.\n`;
    case 8:
      return `| name | meaning |\n| --- | --- |\n${many(5, (row) => `| \`n${row}\` | ${sentence(random)} |`).join("\n")}\n`;
    default:
      return `\`\`\`ts\n${many(5, (row) => `const n${row} = "${clause(random)}";`).join("\n")}\n\`\`\`\n`;
  }
}

function requirement(number: number, random: SeededRandom): string {
  const lines = [
    `- **REQ-${String(number).padStart(6, "0")}**: ${sentence(random)} It MUST say which, and \`why\`.`,
    `  Files: src/part-${number}.ts, src/part-${number}-table.ts`,
    ...(number > 40 && number % 2 === 0 ? [`  Check: npm test -- part-${number}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function sentence(random: SeededRandom): string {
  return `${pick(subjects, random)} ${clause(random)}.`;
}

function clause(random: SeededRandom): string {
  return `${pick(verbs, random)} ${pick(things, random)} ${pick(ends, random)} (${random.below(100_000)})`;
}

function pick(words: readonly string[], random: SeededRandom): string {
  return words[random.below(words.length)] ?? "";
}

function many(count: number, make: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
