import { createControlStage } from "./control-stage.ts";
import { knownSecrets } from "./known-secrets.ts";
import { createRuleStage } from "./rule-stage.ts";
import { rules } from "./rules.ts";
import { createSecretStage } from "./secret-stage.ts";
import { hidden, type Stage } from "./stage.ts";

/** Takes secrets out of what is written to disk or shown. */
export interface Redactor {
  /** A whole text. */
  redactText(text: string): string;
  /** A text that arrives in pieces of bytes: UTF-8, where what is invalid becomes U+FFFD. */
  redactStream(): RedactStream;
}

/** One stream. What `push` and `end` return is, put together, what {@link Redactor.redactText} makes of the whole. */
export interface RedactStream {
  /** Takes the next bytes and returns text that is safe to write. At most a few thousand characters are held back. */
  push(chunk: Uint8Array): string;
  /** Returns the rest. */
  end(): string;
}

/**
 * The one redaction (design, section 5). Control characters go first, so that none can hide a secret; then every known
 * secret, as it is and in its JSON, URL and base 64 forms; then what looks like a secret: private keys, keys of
 * well-known vendors, JSON web tokens, authorization headers, passwords in URLs, `password=` and the like. Pure, and
 * linear in the length of the text.
 * @param secrets the values to hide; those under six characters are left, they would hide harmless words
 */
export function createRedactor({ secrets }: { readonly secrets: readonly string[] }): Redactor {
  const known = knownSecrets(secrets);
  const open = (): Stage => {
    const secretStages = known === null ? [] : [createSecretStage(known)];
    return inOrder([createControlStage(), ...secretStages, ...rules.map(createRuleStage)]);
  };
  return {
    redactText: (text) => open().push(text, true),
    redactStream() {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      const stage = open();
      return {
        push: (chunk) => stage.push(decoder.decode(chunk, { stream: true }), false),
        end: () => stage.push(decoder.decode(), true),
      };
    },
  };
}

function inOrder(stages: readonly Stage[]): Stage {
  return {
    push: (piece, last) =>
      stages.reduce((text, stage) => stage.push(text, last), piece).replaceAll(hidden, "[redacted]"),
  };
}
