import { Composer, Lexer, Parser, type CST, type Document } from "yaml";

/** Tokens may stand in each other so often: each value is two at most, and the composer calls itself for each. */
const deepestTokens = 300;

/**
 * The documents of a YAML text, composed from its tokens. Anchors and tags stay as they are written, keys are not compared.
 * @returns `deep`: the offset at which reading was stopped because of too deep nesting
 */
export function yamlDocuments(text: string): {
  readonly documents: readonly Document.Parsed[];
  readonly deep: number | null;
} {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let deep: number | null = null;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length <= deepestTokens) continue;
    deep = parser.offset;
    break;
  }
  tokens.push(...parser.end());
  // Its own search for equal keys compares each key with each other one.
  const composer = new Composer({ uniqueKeys: false, version: "1.2" });
  return { documents: [...composer.compose(tokens, true, text.length)], deep };
}
