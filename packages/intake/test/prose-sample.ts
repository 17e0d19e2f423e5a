import type { NormativeSentence, SourceText } from "@fabrikk/compiler";

/** Prose about a small mail gateway, with four normative sentences. */
export const gateway: SourceText = {
  file: "docs/gateway.md",
  text: [
    "# Mail gateway",
    "",
    "The gateway takes messages from a queue and hands them on.",
    "It must retry a failed delivery at most 3 times.",
    "",
    "Operators have asked for two things. The log should name the",
    "recipient of each message. Passwords must not appear in the log.",
    "",
    "A message of more than 25 megabytes must be rejected.",
  ].join("\n"),
};

/** Its normative sentences, as the compiler tells them. */
export const gatewaySentences: readonly NormativeSentence[] = [
  sentence(gateway.file, [4, 4], "It must retry a failed delivery at most 3 times."),
  sentence(gateway.file, [6, 7], "The log should name the recipient of each message."),
  sentence(gateway.file, [7, 7], "Passwords must not appear in the log."),
  sentence(gateway.file, [9, 9], "A message of more than 25 megabytes must be rejected."),
];

/** An honest answer: everything is in a requirement. */
export const honest = {
  requirements: [
    requirement("The gateway hands messages from a queue on.", [3, 3], "must"),
    requirement("The gateway must retry a failed delivery at most 3 times.", [4, 4], "must"),
    requirement("The log should name the recipient of each message.", [6, 7], "should"),
    requirement("The log must not hold passwords.", [7, 7], "must"),
    requirement("The gateway must reject messages of more than 25 megabytes.", [9, 9], "must"),
  ],
};

export function sentence(file: string, lines: [number, number], text: string): NormativeSentence {
  return { source: { file, lines }, text, isClaimed: false };
}

export function requirement(text: string, lines: [number, number], priority: "must" | "should" | "may") {
  return { text, file: gateway.file, lines, priority };
}
