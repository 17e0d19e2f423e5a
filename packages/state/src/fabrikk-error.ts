const brand = Symbol.for("fabrikk.error");

/** A stable error code, `FABRIKK_<PACKAGE>_<WHAT>`. Listed in docs/errors.md. */
export type ErrorCode = `FABRIKK_${string}`;

/** What {@link FabrikkError} is made of. */
export interface FabrikkErrorOptions {
  readonly code: ErrorCode;
  /** One line that names the path, id or place concerned. */
  readonly message: string;
  /** The next action: what a person can do about it. */
  readonly hint: string;
  /** Facts for programs: paths, offsets, ids. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * An error that a person or the world must mend. Bugs stay plain errors, verdicts stay values (design, section 6).
 * Recognise it with {@link isFabrikkError}, never with `instanceof`: two copies of this module may be loaded.
 */
export class FabrikkError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(options: FabrikkErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "FabrikkError";
    this.code = options.code;
    this.hint = options.hint;
    this.details = options.details ?? {};
    Object.defineProperty(this, brand, { value: true, enumerable: false });
  }
}

/** Is this value an error of fabrikk's, whichever copy of the class made it? */
export function isFabrikkError(value: unknown): value is FabrikkError {
  return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}
