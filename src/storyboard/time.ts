import { type Sentence, say, says } from '../core/sentence.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import { type TimeInFile, type Units, upTo } from './time-advice.ts';
import { shown } from './wording.ts';

/** Converts written times to seconds. Undefined if that is impossible, which is reported once for each place. */
export interface Measure {
  seconds(written: TimeInFile, path: Path): number | undefined;
  /** Of a length, which must be more than 0. */
  length(written: TimeInFile, path: Path): number | undefined;
  /** The longest time up to some seconds, written in the unit of `like`; undefined if that is 0. */
  upTo(seconds: number, like: TimeInFile): string | undefined;
}

/** The longest time that is allowed, in seconds: a day. */
const longest = 86_400;

/** Knows the length of a frame and, given the tempo, of a beat. */
export class FrameClock {
  readonly #fps: number;
  readonly #problems: Problems;
  readonly #sure: boolean;
  readonly #told = new Set<Path>();

  /** `sure`: a missing tempo is really missing, and not just misspelt. */
  constructor(fps: number, sure: boolean, problems: Problems) {
    this.#fps = fps;
    this.#sure = sure;
    this.#problems = problems;
  }

  /** With the tempo that applies somewhere, in beats per minute. */
  at(tempo: number | undefined): Measure {
    const units: Units = { frame: 1 / this.#fps, ...(tempo !== undefined && { beat: 60 / tempo }) };
    const seconds: Measure['seconds'] = (written, path) => {
      if (typeof written === 'number') return written;
      const found = inSeconds(written, units);
      if (found === undefined && this.#sure) this.#tell(noTempo(written, path));
      if (found === undefined || Math.abs(found) <= longest) return found;
      return this.#tell(outOfRange(written, path, say`a day (${{ most: longest }} s) or less`));
    };
    const length: Measure['length'] = (written, path) => {
      const found = seconds(written, path);
      return found === 0 ? this.#tell(outOfRange(written, path, say`more than ${{ above: 0 }}`)) : found;
    };
    return {
      ...{ seconds, length },
      upTo(most, like) {
        const found = upTo(most, like, units);
        return inSeconds(found, units) === 0 ? undefined : found;
      },
    };
  }

  /** A mistake that many segments inherit is reported once. */
  #tell(problem: Problem & { readonly path: Path }): undefined {
    if (!this.#told.has(problem.path)) this.#problems.add(problem);
    this.#told.add(problem.path);
  }
}

const form =
  /^(?<sign>[+-]?)(?:(?<count>\d+(?:\.\d+)?)(?: ?(?<unit>beat|frame)s?)?|(?:(?<hours>\d+):)?(?<minutes>\d+):(?<rest>\d\d(?:\.\d+)?))$/;

/** Whether it is a time, as opposed to the other values that the schema allows in its place. */
export const isTime = (written: unknown): written is TimeInFile =>
  typeof written === 'number' || (typeof written === 'string' && form.test(written));

/** Converts a text that the schema allows. `units` are in seconds; undefined for a unit that is missing. */
function inSeconds(written: string, units: Units): number | undefined {
  const { sign, count, unit, hours = 0, minutes, rest } = form.exec(written)?.groups ?? {};
  const way = sign === '-' ? -1 : 1;
  if (count === undefined) return way * (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
  const one = unit === undefined ? 1 : units[unit === 'beat' ? 'beat' : 'frame'];
  return one === undefined ? undefined : way * Number(count) * one;
}

const noTempo = (written: string, path: Path) => ({
  code: 'tempo-missing' as const,
  path,
  ...says(
    say`${shown({ value: written }, '`')} requires a tempo, but none is set here.`,
    say`Write \`tempo: 120\`, in beats per minute, at the top of the file, in \`defaults\`, on the scene or on the segment.`,
  ),
});

const outOfRange = (written: TimeInFile, path: Path, bound: Sentence) => ({
  code: 'out-of-range' as const,
  path,
  ...says(
    say`\`${{ key: String(path.at(-1)) }}\` must be ${bound}, not ${shown({ value: written })}.`,
    say`Write it in seconds, or as \`4 beats\`, \`36 frames\` or \`0:02.5\`.`,
  ),
});
