import { joined } from './compose.ts';
import type { Fill, Words } from './fill.ts';
import { noWords } from './fill.ts';
import type { Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Defaults, Style } from './schema.gen.ts';
import { transitionOf } from './transition.ts';

/** What a segment takes over from the levels above it: storyboard, `defaults`, scene. */
export interface Settings {
  readonly provider: string;
  readonly model?: string;
  readonly duration?: number;
  readonly takes: number;
  readonly attempts: number;
  readonly transition: Transition;
  /** Where the transition is written; absent for the cut that holds where nothing is. */
  readonly transitionPath?: Path;
  readonly style: Words;
  readonly setting: Words;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export const initialSettings: Settings = {
  provider: 'animatic',
  takes: 1,
  attempts: 3,
  transition: { type: 'cut' },
  style: noWords,
  setting: noWords,
  options: {},
};

/** The settings one level further down: the nearest wins, `style: { add: … }` appends, options are merged. */
export function inherit(
  above: Settings,
  level: Defaults,
  path: Path,
  fill: Fill,
  problems: Problems,
): Settings {
  const { provider, model, duration, takes, attempts, transition, style, setting, options } = level;
  return {
    ...above,
    ...(provider !== undefined && { provider }),
    ...(model !== undefined && { model }),
    ...(duration !== undefined && { duration }),
    ...(takes !== undefined && { takes }),
    ...(attempts !== undefined && { attempts }),
    ...(transition !== undefined && transitionAt(transition, [...path, 'transition'], problems)),
    ...(style !== undefined && { style: styleOf(above.style, style, [...path, 'style'], fill) }),
    ...(setting !== undefined && { setting: fill.prompt(setting, [...path, 'setting']) }),
    ...(options !== undefined && { options: { ...above.options, ...options } }),
  };
}

const transitionAt = (written: NonNullable<Defaults['transition']>, path: Path, problems: Problems) => ({
  transition: transitionOf(written, path, problems),
  transitionPath: path,
});

function styleOf(above: Words, style: Style, path: Path, fill: Fill): Words {
  if (typeof style === 'string') return fill.prompt(style, path);
  return joined([above, fill.prompt(style.add, [...path, 'add'])], ', ');
}
