import { afterSpaces, codes, endsLine } from './characters.ts';

/** Goes through a text line by line: where the next line with something on it begins, and what was passed on the way. */
export class LineReader {
  readonly text: string;
  /** Offset of what is read next: after `nextLine`, of the first character of a line that is no space. */
  at = 0;
  /** Of `at`, from 0; -1 at the end of the text. */
  column = 0;
  lineStart = 0;
  /** Empty lines that the last `nextLine` passed, and whether it passed comments. */
  blanks = 0;
  commented = false;

  constructor(text: string) {
    this.text = text;
  }

  /** From the start of a line to the next one that is neither empty nor a comment. */
  nextLine(): void {
    const { text } = this;
    this.blanks = 0;
    this.commented = false;
    for (let at = this.at; ; ) {
      const start = at;
      at = afterSpaces(text, at);
      if (at >= text.length) {
        this.at = text.length;
        this.column = -1;
        return;
      }
      const code = text.charCodeAt(at);
      if (code !== codes.newline && code !== codes.hash) {
        this.at = at;
        this.lineStart = start;
        this.column = at - start;
        return;
      }
      if (code === codes.newline) {
        this.blanks++;
        at++;
      } else {
        this.commented = true;
        at = this.afterLine(at);
      }
    }
  }

  /** From the end of a value to the next line; false if something else is on this one. */
  endLine(end: number): boolean {
    const { text } = this;
    const at = afterSpaces(text, end);
    const isComment = at > end && text.charCodeAt(at) === codes.hash;
    // `Shot #3` may be meant as text.
    if (isComment ? !/[ #\n]/.test(text.charAt(at + 1)) : !endsLine(text, at)) return false;
    this.at = this.afterLine(at);
    this.nextLine();
    this.commented ||= isComment;
    return true;
  }

  /** Offset of the next line's start, or of the end of the text. */
  afterLine(at: number): number {
    const newline = this.text.indexOf('\n', at);
    return newline === -1 ? this.text.length : newline + 1;
  }
}
