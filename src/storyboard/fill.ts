import type { Code } from '../core/codes.ts';
import { type Said, type Sentence, say, says } from '../core/sentence.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import { grouped, shown } from './wording.ts';

/** A text with its names filled in. */
export interface FilledText {
  readonly text: string;
  /** Names of the cast members whose `@name` was in it, in order, without duplicates. */
  readonly cast: readonly string[];
  /** The lines of dialogue in it. */
  readonly spoken: readonly string[];
}

export const noWords: FilledText = { text: '', cast: [], spoken: [] };

/** What `${name}` and `@name` stand for. */
export interface Names {
  readonly vars: ReadonlyMap<string, string>;
  readonly cast: ReadonlyMap<string, string>;
}

/** Limits in characters: of one text after filling, and of all texts of a storyboard. Names can multiply a text's length. */
const longestText = 32_000;
const allTexts = 256 * 2 ** 20;

const pattern =
  /\$\$\{|\$\{(?<variable>[^${}\n]{0,100})(?<close>\}?)|@@|@(?<member>[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)/g;

/** Fills variables and cast members into texts. What is filled in is not expanded again. */
export class Fill {
  readonly #names: Names;
  readonly #problems: Problems;
  #characters = 0;

  constructor(names: Names, problems: Problems) {
    this.#names = names;
    this.#problems = problems;
  }

  /** A text that is sent: `${name}` and `@name` are filled in, `$${` and `@@` are plain. */
  prompt(template: string, path: Path): FilledText {
    if (!template.includes('$') && !template.includes('@')) return { ...noWords, text: template.trim() };
    const cast = new Set<string>();
    const text = this.#fill(template, path, cast).trim();
    return { ...noWords, text, cast: [...cast] };
  }

  /** A text that is shown: `${name}` is filled in, an `@` is just an `@`. */
  text(template: string, path: Path): string {
    return template.includes('${') ? this.#fill(template, path) : template;
  }

  /** Reports a name that no cast member has. */
  checkMember(name: string, path: Path): void {
    if (!this.#names.cast.has(name)) this.#problems.add({ ...this.#unknownMember(name, ''), path });
  }

  /** Whether a text is within the limits, for itself and for the whole storyboard. */
  fits(text: string, path: Path): boolean {
    const before = this.#characters;
    this.#characters += text.length;
    const tooMany = this.#characters > allTexts;
    if (text.length > longestText) {
      const most = grouped('most', longestText);
      this.#problems.add(
        tooLong(path, say`This text is longer than ${most} characters once its names are filled in.`),
      );
    } else if (tooMany && before <= allTexts) {
      const most = grouped('most', allTexts);
      this.#problems.add(
        tooLong(path, say`The texts of this storyboard add up to more than ${most} characters.`),
      );
    }
    return text.length <= longestText && !tooMany;
  }

  #fill(template: string, path: Path, cast?: Set<string>): string {
    let filled = '';
    let end = 0;
    for (const match of template.matchAll(pattern)) {
      filled += template.slice(end, match.index) + this.#standIn(match, path, cast);
      end = match.index + match[0].length;
      if (filled.length > longestText) break;
    }
    filled += template.slice(end);
    return this.fits(filled, path) ? filled : '';
  }

  #standIn(match: RegExpExecArray, path: Path, cast: Set<string> | undefined): string {
    const [words] = match;
    const { variable, close, member } = match.groups ?? {};
    const unknown = (problem: Unknown): string => {
      this.#problems.add({ ...problem, path, part: { words, at: match.index } });
      return '';
    };
    if (words === '$${') return '${';
    if (variable !== undefined) {
      if (!close) return unknown(unclosed);
      return this.#names.vars.get(variable) ?? unknown(this.#unknownVariable(variable));
    }
    if (!cast) return words;
    if (member === undefined) return '@';
    const description = this.#names.cast.get(member);
    if (description === undefined) return unknown(this.#unknownMember(member, '@'));
    cast.add(member);
    return description;
  }

  #unknownVariable(name: string): Unknown {
    return unknownVariable(name, this.#problems.guess(name, this.#names.vars.keys()));
  }

  /** `mark` is what stands before a name here. */
  #unknownMember(name: string, mark: '@' | ''): Unknown {
    const guess = this.#problems.guess(name, this.#names.cast.keys());
    const add =
      mark === ''
        ? say`Add it under \`cast\`.`
        : say`Add it under \`cast\`, or write \`@@\` for a plain \`@\`.`;
    return {
      code: 'unknown-cast',
      ...says(
        say`There is no cast member ${shown({ name })}.`,
        guess === undefined ? add : say`Did you mean \`${mark}${{ nearest: guess }}\`?`,
      ),
    };
  }
}

interface Unknown extends Said {
  readonly code: Code;
}

const unclosed: Unknown = {
  code: 'unknown-variable',
  ...says(
    say`This \`\${\` has no closing \`}\`.`,
    say`Write \`\${name}\` for a variable, or \`$\${\` for a plain \`\${\`.`,
  ),
};

function unknownVariable(name: string, guess: string | undefined): Unknown {
  const add = say`Add it under \`vars\`, or write \`$\${\` for a plain \`\${\`.`;
  return {
    code: 'unknown-variable',
    ...says(
      say`There is no variable ${shown({ name })}.`,
      guess === undefined ? add : say`Did you mean \`\${${{ nearest: guess }}}\`?`,
    ),
  };
}

const tooLong = (path: Path, message: Sentence) => ({
  code: 'text-too-long' as const,
  path,
  ...says(message, say`Shorten it, or the variables and cast descriptions that it uses.`),
});
