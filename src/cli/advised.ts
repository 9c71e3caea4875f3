import { shellWord } from '../core/shell-word.ts';
import { rehearsedProviders } from './rehearsed-by.ts';

/** What an advised command needs in order to be about the same film in the same place. */
export interface CommandContext {
  /** The command that starts this program here. */
  readonly name: string;
  /**
   * Whether this is a rehearsal, and whether the sandbox that started it will be gone by the time that somebody types, or is
   * gone already.
   */
  readonly rehearsal?: 'own' | 'sandbox' | 'ended' | undefined;
  /** The service that its sandbox imitates. */
  readonly service?: string | undefined;
  /** The config file, as the user named it. */
  readonly config?: string | undefined;
  readonly film?: AdvisedFilm | undefined;
}

export interface AdvisedFilm {
  readonly storyboard?: string | undefined;
  /** Path of the cut, as the user named it. */
  readonly output?: string | undefined;
  /** Flags of a cut that is not the finished film, as typed. */
  readonly cut?: string | undefined;
  /** Flags that choose who makes the footage: as typed, and including those from the last run. */
  readonly typed: string;
  readonly inForce: string;
}

/** Verbs that are about a film. The first of them take nothing from an earlier run. */
const beginners = ['run', 'plan'];
/** Those that are about all that was ever made in a folder. */
const keepers = ['recover', 'verify', 'gc'];
const verbs = new Set([
  ...beginners,
  ...keepers,
  'show',
  'redo',
  'pick',
  'resolve',
  'cancel',
  'review',
  'status',
  'stitch',
  'export',
  'check',
  'lint',
]);
/** Those that name segments: a film's folder may be called as one of them. */
const ofSegments = ['show', 'redo', 'pick', 'resolve', 'cancel'];
const rehearsedProvider = new RegExp(`--provider (${rehearsedProviders.join('|')})\\b`);
const makers = new Set(['run', 'redo']);
/** Those that call a provider, which in a rehearsal is a sandbox. */
const callers = new Set([...makers, 'cancel']);
const cutters = new Set(['run', 'redo', 'stitch']);

/** Completes each command between backticks in a text for people. Backticks in a quoted word don't end it. */
export const asTypedHere = (text: string, around: CommandContext): string =>
  text.replaceAll(
    /`((?:[A-Z_]+=(?:\$\([^)`\n]*\)|\S)* )*)storycut( [a-z-](?:'[^'\n]*'|\\'|[^`\n])*)/g,
    (_, settings: string, rest: string) => `\`${completed(settings, rest, around)}`,
  );

function completed(
  settings: string,
  rest: string,
  { name, rehearsal, service, config, film }: CommandContext,
): string {
  const [, verb = ''] = /^ ([a-z]+)/.exec(rest) ?? [];
  if (!verbs.has(verb)) {
    const known = verb === 'providers' || verb === 'doctor';
    return `${settings}${name}${known ? withConfig(config) : ''}${rest}`;
  }
  const told = `${withConfig(config)}${film ? withFilm(verb, rest, film) : rest}`;
  if (settings !== '' || rehearsal === undefined) return `${settings}${name}${told}`;
  // Those providers that a sandbox stands in for by itself.
  const rehearsed = rehearsedProvider.exec(told)?.[1];
  const needsOne = rehearsal === 'sandbox' || (rehearsal === 'ended' && rehearsed !== undefined);
  return needsOne && callers.has(verb)
    ? `${name} sandbox${withService(service ?? rehearsed)} -- storycut${told}`
    : `STORYCUT_REHEARSAL=1 ${name}${told}`;
}

const withService = (service: string | undefined): string =>
  service === undefined || service === 'openai' ? '' : ` --service ${service}`;

const withConfig = (config: string | undefined): string =>
  config === undefined ? '' : ` --config ${shellWord(config)}`;

function withFilm(verb: string, rest: string, film: AdvisedFilm): string {
  const { storyboard, output, cut = '', typed, inForce } = film;
  const behind = rest.slice(verb.length + 1);
  const isNamed =
    storyboard === undefined ||
    /\.(ya?ml|json)\b|--plan\b/.test(rest) ||
    (!ofSegments.includes(verb) && `${rest} `.includes(` ${shellWord(storyboard)} `));
  const flags = beginners.includes(verb) ? inForce : typed;
  const isChosen =
    flags === '' ||
    verb === 'check' ||
    keepers.includes(verb) ||
    /--(provider|model|set|draft|plan)\b/.test(rest);
  const goes = output !== undefined && cutters.has(verb) && !rest.includes('--output');
  return [
    ` ${verb}`,
    ...(isNamed ? [] : [` ${shellWord(storyboard)}`]),
    behind,
    ...(verb === 'stitch' && cut !== '' && behind === '' ? [` ${cut}`] : []),
    ...(isChosen ? [] : [` ${flags}`]),
    ...(goes ? [` --output ${shellWord(output)}`] : []),
  ].join('');
}
