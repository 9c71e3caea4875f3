import { joined, surroundings } from './compose.ts';
import { type Fill, type FilledText, noWords } from './fill.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Defaults, ReferenceList, References, Style } from './schema.gen.ts';
import type { TimeInFile } from './time-advice.ts';
import { transitionOf, type Unmeasured } from './transition.ts';

/** What a segment inherits from the levels above it: storyboard, `defaults`, scene. */
export interface Settings {
  readonly provider: string;
  readonly model: string | undefined;
  /** Where the file sets them. The same object for all that inherit both from one level. */
  readonly chosen: { readonly provider?: Path; readonly model?: Path };
  readonly tempo: number | undefined;
  readonly duration: Length | undefined;
  readonly takes: number;
  readonly attempts: number;
  readonly join: WrittenTransition;
  readonly style: FilledText;
  readonly setting: FilledText;
  /** Both, as they follow a prompt. */
  readonly around: FilledText;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Whether footage is made with sound. */
  readonly sound: boolean;
  readonly references: readonly ReferenceInFile[];
}

type ReferenceInFile = ReferenceList[number];

/** As written: the length of a beat depends on the tempo further down. */
interface Length {
  readonly written: TimeInFile;
  readonly path: Path;
}

/** A transition with its place in the file; the default cut has no place. */
export interface WrittenTransition {
  readonly transition: Unmeasured;
  readonly path?: Path;
}

export const initialSettings: Settings = {
  provider: 'animatic',
  model: undefined,
  chosen: {},
  tempo: undefined,
  duration: undefined,
  takes: 1,
  attempts: 3,
  join: { transition: { type: 'cut' } },
  style: noWords,
  setting: noWords,
  around: noWords,
  options: {},
  sound: true,
  references: [],
};

/** The settings one level further down: the nearest wins, `style: { add: … }` appends, options are merged. */
export function inherit(
  above: Settings,
  level: Defaults,
  path: Path,
  fill: Fill,
  problems: Problems,
): Settings {
  const style =
    level.style === undefined ? above.style : styleOf(above.style, level.style, [...path, 'style'], fill);
  const setting =
    level.setting === undefined ? above.setting : fill.prompt(level.setting, [...path, 'setting']);
  const same = style === above.style && setting === above.setting;
  return {
    provider: level.provider ?? above.provider,
    model: level.model ?? above.model,
    chosen: chosenAt(above.chosen, level, path),
    tempo: level.tempo ?? above.tempo,
    duration:
      level.duration === undefined
        ? above.duration
        : { written: level.duration, path: [...path, 'duration'] },
    takes: level.takes ?? above.takes,
    attempts: level.attempts ?? above.attempts,
    join:
      level.transition === undefined
        ? above.join
        : joinOf(level.transition, [...path, 'transition'], problems),
    style,
    setting,
    around: same ? above.around : surroundings(setting, style),
    options: level.options ? { ...above.options, ...(level.options as Settings['options']) } : above.options,
    sound: level.sound === undefined ? above.sound : level.sound === 'on',
    references: level.references ? referencesOf(above.references, level.references) : above.references,
  };
}

function chosenAt(above: Settings['chosen'], { provider, model }: Defaults, path: Path): Settings['chosen'] {
  if (provider === undefined && model === undefined) return above;
  return {
    ...above,
    ...(provider !== undefined && { provider: [...path, 'provider'] }),
    ...(model !== undefined && { model: [...path, 'model'] }),
  };
}

const referencesOf = (above: Settings['references'], written: References): Settings['references'] =>
  Array.isArray(written) ? written : [...above, ...written.add];

const joinOf = (
  written: NonNullable<Defaults['transition']>,
  path: Path,
  problems: Problems,
): WrittenTransition => ({
  transition: transitionOf(written, path, problems),
  path,
});

function styleOf(above: FilledText, style: Style, path: Path, fill: Fill): FilledText {
  if (typeof style === 'string') return fill.prompt(style, path);
  return joined([above, fill.prompt(style.add, [...path, 'add'])], ', ');
}
