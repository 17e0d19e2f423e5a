/** Says what is wrong with a text, and where. */
export class DurationError extends Error {
  readonly text: string;
  /** Where the fault begins, counted from 0. */
  readonly position: number;

  constructor(problem: string, text: string, position: number) {
    super(`${problem} at character ${position + 1} of ${JSON.stringify(text)}`);
    this.name = "DurationError";
    this.text = text;
    this.position = position;
  }
}
