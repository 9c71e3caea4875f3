import { shellWord } from '../core/shell-word.ts';

/** What a command that is advised has to be typed with to be about the same film in the same place. */
export interface CommandContext {
  /** What this program is called where it runs. */
  readonly name: string;
  /** Whether it is rehearsed, and whether the sandbox that started this is gone by the time that somebody types. */
  readonly rehearsal?: 'own' | 'sandbox' | undefined;
  /** The config file, as it was named. */
  readonly config?: string | undefined;
  readonly film?: AdvisedFilm | undefined;
}

export interface AdvisedFilm {
  readonly storyboard?: string | undefined;
  /** Where the cut goes, as it was named. */
  readonly output?: string | undefined;
  /** Flags that choose who makes the footage: as they were typed, and with those that hold since the last run. */
  readonly typed: string;
  readonly inForce: string;
}

/** Verbs that are about a film. Of those, the first ask for nothing that was said to a run before. */
const beginners = ['run', 'plan'];
const verbs = new Set([
  ...beginners,
  'show',
  'redo',
  'pick',
  'resolve',
  'status',
  'stitch',
  'export',
  'check',
]);
const makers = new Set(['run', 'redo']);
const cutters = new Set(['run', 'redo', 'stitch']);

/** Completes, in a text for people, each command that stands between backticks. In a quoted word of it, these end nothing. */
export const asTypedHere = (text: string, around: CommandContext): string =>
  text.replaceAll(
    /`((?:[A-Z_]+=\S* )*)storycut( [a-z-](?:'[^'\n]*'|\\'|[^`\n])*)/g,
    (_, settings: string, rest: string) => `\`${completed(settings, rest, around)}`,
  );

function completed(
  settings: string,
  rest: string,
  { name, rehearsal, config, film }: CommandContext,
): string {
  const [, verb = ''] = /^ ([a-z]+)/.exec(rest) ?? [];
  if (!verbs.has(verb)) {
    const known = verb === 'providers' || verb === 'doctor';
    return `${settings}${name}${known ? withConfig(config) : ''}${rest}`;
  }
  const told = `${withConfig(config)}${film ? withFilm(verb, rest, film) : rest}`;
  if (settings !== '' || rehearsal === undefined) return `${settings}${name}${told}`;
  return rehearsal === 'sandbox' && makers.has(verb)
    ? `${name} sandbox -- storycut${told}`
    : `STORYCUT_REHEARSAL=1 ${name}${told}`;
}

const withConfig = (config: string | undefined): string =>
  config === undefined ? '' : ` --config ${shellWord(config)}`;

function withFilm(verb: string, rest: string, { storyboard, output, typed, inForce }: AdvisedFilm): string {
  const behind = rest.slice(verb.length + 1);
  const isNamed =
    storyboard === undefined ||
    /\.(ya?ml|json)\b|--plan\b/.test(rest) ||
    `${rest} `.includes(` ${shellWord(storyboard)} `);
  const flags = beginners.includes(verb) ? inForce : typed;
  const isChosen = flags === '' || verb === 'check' || /--(provider|model|set|draft|plan)\b/.test(rest);
  const goes = output !== undefined && cutters.has(verb) && !rest.includes('--output');
  return [
    ` ${verb}`,
    ...(isNamed ? [] : [` ${shellWord(storyboard)}`]),
    behind,
    ...(isChosen ? [] : [` ${flags}`]),
    ...(goes ? [` --output ${shellWord(output)}`] : []),
  ].join('');
}
