import type { World } from '../../project/machine/world.ts';
import { nameableFilm, nameableStoryboards, nameableTakes } from '../../project/naming/nameable.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { type CommandLine, type Flag, readCommandLine, type Verb } from '../command-line.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { quietWorld } from '../world.ts';

interface Candidate {
  readonly text: string;
  readonly about?: string;
}

/**
 * Prints completions of the last of these words: one per line, with a description after a tab. Shells call it while
 * somebody types, so it is fast, and prints nothing if it knows nothing.
 */
export async function complete(
  output: Terminal,
  verbs: readonly Verb[],
  words: readonly string[],
  world?: World,
): Promise<Exit> {
  const line = readCommandLine(words, verbs);
  if (line?.config !== undefined) output.configured(line.config);
  const here = world ?? quietWorld(output);
  const candidates = line ? await candidatesFor(line, verbs, here).catch(() => []) : [];
  const fitting = candidates.filter(({ text }) => text.startsWith(line?.typed ?? ''));
  for (const { text, about } of fitting.filter(isPrintable)) {
    output.result(`${line?.before}${text}${about === undefined ? '' : `\t${about}`}`);
  }
  return exit.good;
}

/** Names are untrusted: one that looks like another line, or could move a cursor, is not offered. */
const isPrintable = ({ text, about = '' }: Candidate): boolean => !/\p{C}/u.test(text + about);

async function candidatesFor(
  line: CommandLine,
  verbs: readonly Verb[],
  world: World,
): Promise<readonly Candidate[]> {
  const { wanted } = line;
  switch (wanted.kind) {
    case 'verb':
      return verbs.map(({ name, description }) => ({ text: name, about: description }));
    case 'flag':
      return wanted.verb.flags
        .filter(({ hidden }) => !hidden)
        .map(({ name, description }) => ({ text: name, about: description }));
    case 'value':
      return await valuesOf(wanted.flag, line, world);
    case 'positional':
      return await positionals(wanted.verb, line, world);
  }
}

async function valuesOf(flag: Flag, line: CommandLine, world: World): Promise<readonly Candidate[]> {
  if (flag.choices.length > 0) return flag.choices.map((text) => ({ text }));
  switch (flag.name) {
    case '--only':
      return [...(await namesOf(line, world)), ...(await storyboards(line, world))];
    case '--set': {
      const film = await nameableFilm(world, (await toldApart(line, world)).storyboard);
      return (film?.outline.vars ?? []).map((name) => ({ text: `${name}=` }));
    }
    case '--provider':
      return (await knownProviders(world)).map(({ name }) => ({ text: name }));
    case '--model': {
      const chosen = line.values.get('--provider')?.at(-1);
      const models = (await knownProviders(world))
        .filter(({ name }) => chosen === undefined || name === chosen)
        .flatMap(({ name, models }) => models.map(({ model }) => ({ text: model, about: name })));
      // The animatic rehearses the models of others.
      return [...new Map(models.map((one) => [one.text, one])).values()];
    }
    default:
      return [];
  }
}

async function knownProviders(world: World) {
  const providers = await world.providers();
  return providers.ok ? [...providers.value.data.values()] : [];
}

async function positionals(verb: Verb, line: CommandLine, world: World): Promise<readonly Candidate[]> {
  switch (verb.takes) {
    case 'storyboard':
      return line.names.length === 0 ? await storyboards(line, world) : [];
    case 'segments':
      return [...(await namesOf(line, world)), ...(await storyboards(line, world))];
    case 'providers':
      return (await knownProviders(world)).map(({ name }) => ({ text: name }));
    case 'take': {
      const { storyboard, segments } = await toldApart(line, world);
      const [segment] = segments;
      if (segment === undefined)
        return [...(await namesOf(line, world)), ...(await storyboards(line, world))];
      const film = await nameableFilm(world, storyboard);
      const takes = film ? await nameableTakes(world, film, segment) : [];
      return segments.length > 1 ? [] : takes.map((take) => ({ text: String(take), about: 'take' }));
    }
    case 'choices':
      return verb.choices.map((text) => ({ text }));
    case 'other':
      return [];
  }
}

/** Segments and scenes; in a list with commas, what may come next. */
async function namesOf(line: CommandLine, world: World): Promise<readonly Candidate[]> {
  const { storyboard, segments: named } = await toldApart(line, world);
  const film = await nameableFilm(world, storyboard);
  const listed = line.typed.slice(0, line.typed.lastIndexOf(',') + 1);
  const there = new Set([...named, ...listed.split(',')]);
  const scenes = film?.outline.scenes ?? [];
  return [
    ...scenes.flatMap(({ id, segments }) => segments.map((one) => ({ text: one.id, about: id }))),
    ...scenes.map(({ id, segments }) => ({ text: id, about: `scene of ${segments.length}` })),
  ]
    .filter(({ text }) => text !== '' && !there.has(text))
    .map(({ text, about }) => ({ text: `${listed}${text}`, about }));
}

const storyboards = async (line: CommandLine, world: World): Promise<readonly Candidate[]> =>
  (await toldApart(line, world)).storyboard === undefined
    ? (await nameableStoryboards(world)).map((text) => ({ text, about: 'storyboard' }))
    : [];

async function toldApart({ names, values }: CommandLine, { cwd }: World) {
  const told = await tellApart(cwd, [...names, ...(values.get('--only') ?? [])]);
  return told.ok ? told.value : { storyboard: undefined, segments: names };
}
