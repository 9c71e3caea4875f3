import type { Code } from '../core/codes.ts';
import type { Asset, MediaFacts } from '../core/footage.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { type Said, type Sentence, say, says } from '../core/sentence.ts';
import { aboutTilde } from '../core/tilde.ts';
import { contain, type FileProblem, namesBelow, namesBeside } from './contain.ts';
import type { Problems } from './problems.ts';
import type { Wanted } from './wanted-files.ts';
import { shown } from './wording.ts';

/** Reads a media file: the hash of its bytes and the facts about it. */
export type ReadAsset = (
  absolute: string,
) => Promise<Result<{ sha256: string; facts: MediaFacts }, { code: Code } & Said>>;

/** The files that a storyboard names, by name, without those that can't be used. */
export type NamedFiles = ReadonlyMap<string, Asset>;

const atOnce = 8;

/** Reads each file once, however often it is named, and reports unusable files at their first use. */
export async function readFiles(
  wanted: readonly Wanted[],
  folders: readonly string[],
  readAsset: ReadAsset,
  problems: Problems,
): Promise<NamedFiles> {
  const names = [...new Set(wanted.map(({ name }) => name))];
  const read = await mapBounded(names, atOnce, (name) => readOne(name, folders, readAsset));
  const results = new Map(names.map((name, i) => [name, read[i]]));
  const files = new Map<string, Asset>();
  const reported = new Set<string>();
  let below: Promise<readonly string[]> | undefined;
  const near: Near = { folders, below: () => (below ??= namesBelow(folders)) };
  for (const { name, path, use } of wanted) {
    const result = results.get(name);
    if (!result) continue;
    if (!result.ok) {
      if (!reported.has(name))
        problems.add({ ...(await withGuess(result.error, name, near, problems)), path });
      reported.add(name);
    } else if (serves(result.value.facts, use)) files.set(name, result.value);
    else problems.add({ ...wrongKind(name, result.value.facts, use), path });
  }
  return files;
}

/** Where to look for a file that is missing. */
interface Near {
  readonly folders: readonly string[];
  /** Looked up once, and only where a file is missing. */
  below(): Promise<readonly string[]>;
}

async function withGuess(
  problem: FileProblem,
  name: string,
  { folders, below }: Near,
  problems: Problems,
): Promise<FileProblem> {
  if (problem.code !== 'missing-file' || !problems.guesses) return problem;
  if (aboutTilde(name)) return { ...problem, help: noHome };
  const guess = sameFile(name, await below()) ?? problems.guess(name, await namesBeside(name, folders));
  if (guess === undefined) return problem;
  const { text: help, params } = say`Did you mean ${shown({ nearest: guess })}?`;
  return { ...problem, help, params: { ...problem.params, ...params } };
}

const noHome = 'A storyboard has no `~`: write the path from its folder, or copy the file there.';

/** A file of the same name in another folder, with the fewest folders above it. */
function sameFile(name: string, others: readonly string[]): string | undefined {
  const last = baseOf(name);
  return others
    .filter((other) => baseOf(other) === last)
    .toSorted((a, b) => a.split('/').length - b.split('/').length)[0];
}

const baseOf = (name: string): string => name.replace(/^.*[\\/]/, '').toLowerCase();

async function readOne(
  name: string,
  folders: readonly string[],
  readAsset: ReadAsset,
): Promise<Result<Asset, FileProblem>> {
  const contained = await contain(name, folders);
  if (!contained.ok) return contained;
  const asset = await readAsset(contained.value);
  return asset.ok ? ok({ path: name, absolute: contained.value, ...asset.value }) : err(asset.error);
}

function serves(facts: MediaFacts, use: Wanted['use']): boolean {
  switch (use) {
    case 'image':
      return facts.kind === 'image';
    case 'picture':
      return facts.kind !== 'audio';
    case 'video':
      return facts.kind === 'video';
    case 'sound':
      return facts.kind === 'audio' || (facts.kind === 'video' && facts.hasAudio);
    default:
      return unreachable(use);
  }
}

const needs: Readonly<Record<Wanted['use'], Sentence>> = {
  image: wanted('an image (PNG, JPEG or WebP)', ['image']),
  picture: wanted('a video or an image (PNG, JPEG or WebP)', ['video', 'image']),
  video: wanted('a video', ['video']),
  sound: wanted('a sound file, or a video with sound', ['audio', 'video']),
};

function wanted(text: string, known: readonly MediaFacts['kind'][]): Sentence {
  return { text, params: { known } };
}

function wrongKind(name: string, facts: MediaFacts, use: Wanted['use']): FileProblem {
  const is = {
    image: 'an image',
    audio: 'a sound file',
    video: use === 'sound' ? 'a video without sound' : 'a video',
  };
  return {
    code: 'wrong-kind-of-file',
    ...says(
      say`${shown({ file: name })} is ${{ text: is[facts.kind], params: { kind: facts.kind } }}.`,
      say`Use ${needs[use]}.`,
    ),
  };
}

/** Like `Promise.all` over `map`, with at most so many running at a time. */
async function mapBounded<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
