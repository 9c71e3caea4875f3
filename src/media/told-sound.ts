import { execFile } from 'node:child_process';
import { mergeTracks, mixDown, type SoundLayout } from './mix-down.ts';
import type { Tools } from './tools.ts';

interface ToldInput {
  readonly file: string;
  /** Arguments before its name. */
  readonly args?: readonly string[];
}

interface HeardInput extends ToldInput {
  /** Which of its tracks of sound is heard, counted from 0. */
  readonly track: number;
}

/**
 * Filters that mix sound of more than two channels to stereo where ffmpeg's own mix would lose some of them or fail.
 * Undefined if it does not.
 */
export async function ownMix(tools: Tools, input: HeardInput): Promise<string | undefined> {
  const layout = await layoutOf(tools, input);
  return layout && mixDown(layout);
}

/**
 * A graph without an end that makes stereo of all tracks of sound, if there are several and each is a channel. Undefined if that
 * is not so.
 */
export async function mergedTracks(tools: Tools, input: ToldInput): Promise<string | undefined> {
  const names = linesIn(await saidOf(tools, input)).map(([, , name = '']) => name);
  return names.length > 1 && names.every((name) => /^(mono|1 channels)/.test(name))
    ? mergeTracks(
        names.map((_, track) => track),
        // Where one begins later, the others would wait for it.
        'aresample=async=1:first_pts=0',
      )
    : undefined;
}

const saidOf = (tools: Tools, { file, args = [] }: ToldInput): Promise<string> =>
  say(tools, ['-protocol_whitelist', 'file,pipe', ...args, '-i', file]);

/** What is said of each track of sound: its number among all, and its layout. */
const linesIn = (said: string): readonly RegExpExecArray[] => [
  ...said.matchAll(/ Stream #0:(\d+).*: Audio: .* Hz, ([^,\n]+)/g),
];

async function layoutOf(tools: Tools, input: HeardInput): Promise<SoundLayout | undefined> {
  const said = await saidOf(tools, input);
  const line = linesIn(said)[input.track];
  if (!line) return undefined;
  const [, number = '', name = ''] = line;
  const [, count, places] = /^(\d+) channels(?: \((.+)\))?$/.exec(name) ?? [];
  const [, order, more = ''] = /^ambisonic (\d+)(.*)$/.exec(name) ?? [];
  if (order !== undefined) {
    const inField = (Number(order) + 1) ** 2;
    return { kind: 'ambisonic', order: Number(order), count: more === '' ? inField : inField + 2 };
  }
  if (count !== undefined && places === undefined) return { kind: 'unknown', count: Number(count) };
  const named = places ?? (await placesOf(tools, name));
  if (named === undefined) return undefined;
  const all = named.split('+').map((place) => place.replace(/@.*/, ''));
  return isGuessed(said, number) ? { kind: 'unknown', count: all.length } : { kind: 'places', places: all };
}

/** Whether the file itself doesn't say where its channels are heard. */
const isGuessed = (said: string, stream: string): boolean =>
  new RegExp(`\\[aist#0:${stream}/[^\\]]*\\] Guessed|Guessed Channel Layout for.*#0\\.${stream} `).test(said);

/** What a layout of a name consists of: `FL+FR+LFE`. */
async function placesOf(tools: Tools, name: string): Promise<string | undefined> {
  const known = await say(tools, ['-layouts']);
  for (const [, one, places] of known.matchAll(/^(\S+) +([A-Z\d]+(?:\+[A-Z\d]+)*)$/gm))
    if (one === name) return places;
  return undefined;
}

function say(tools: Tools, args: readonly string[]): Promise<string> {
  const options = { timeout: 60_000, windowsHide: true };
  return new Promise((resolve) => {
    execFile(tools.ffmpeg.path, ['-hide_banner', '-nostdin', ...args], options, (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });
}
