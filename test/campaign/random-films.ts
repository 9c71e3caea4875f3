import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Footage, TimelineEntry } from '../../src/planner/plan.ts';
import { sampleAt } from '../../src/stitch/sound/raw.ts';
import { ffprobe } from '../rig/tools.ts';
import {
  type ClipSpec,
  complaints,
  counting,
  cuttingRoom,
  filmOf,
  frameHashes,
  heard,
  numbers,
  probed,
  type TestRoom,
} from '../stitch/room.ts';

const _run = promisify(execFile);
const fps = 24;
const seconds = 4;

/** Footage as it comes: what the film can hold, or only in part, or not at all. */
const kinds: Readonly<Record<string, Omit<ClipSpec, 'frames' | 'from'> & { readonly own?: true }>> = {
  'a keyframe every second': { args: ['-bf', '0'], tone: 300 },
  'another one like it': { args: ['-bf', '0'] },
  'B-frames': { args: ['-bf', '3', '-x264-params', 'b-adapt=0'], tone: 400 },
  'open groups': { args: ['-bf', '3', '-x264-params', 'open-gop=1:b-adapt=0'] },
  'one keyframe': { args: ['-g', '600'], tone: 500 },
  'another size': { size: { width: 320, height: 192 }, tone: 600 },
  'twice the rate': { fps: 2 * fps },
  'another rate': { fps: 30, tone: 700 },
  "the user's own": { own: true, args: ['-bf', '2'], tone: 800 },
};

/** A clip whose frames are numbered, or a card. */
interface Reel {
  readonly footage: Footage;
  readonly first?: number;
  readonly fps: number;
  /** Of its frames as they are decoded; none where the film can't hold them. */
  readonly hashes: readonly string[];
}

async function reelsIn(room: TestRoom): Promise<readonly Reel[]> {
  const reels: Reel[] = [];
  let first = 0;
  for (const { own, ...kind } of Object.values(kinds)) {
    const rate = kind.fps ?? fps;
    const frames = seconds * rate;
    const clip = await room.clip({ ...kind, frames, from: first });
    const file = room.fileOf(clip);
    const footage = own ? await room.own(`clips/${file.split('/').at(-1)}`) : clip;
    const holds = rate === fps && kind.size === undefined;
    reels.push({ footage, first, fps: rate, hashes: holds ? await frameHashes(room, file) : [] });
    // No number is in two of them.
    first += frames;
  }
  const card = { kind: 'card', card: { text: 'Fin', background: '#101014', color: '#f4efe6' } } as const;
  return [...reels, { footage: card, fps, hashes: [] }];
}

const softly = fc.constantFrom(
  ...(['dissolve', 'fade-to-black', 'fade-to-white', 'wipe-left', 'slide-right', 'circle-open'] as const),
);

const share = fc.nat(100).map((percent) => percent / 100);

/** One segment: which reel, how much of it, and how it goes over into the next; the sizes are shares of what can be. */
const part = fc.record({
  reel: fc.nat(Object.keys(kinds).length),
  frames: fc.integer({ min: 2, max: seconds * fps }),
  from: share,
  soft: fc.option(fc.record({ type: softly, share: share })),
});

type Part = typeof part extends fc.Arbitrary<infer T> ? T : never;

/** Cuts so many films at random, and holds all of each against what it is made from. */
export async function holdRandomFilms(count: number): Promise<void> {
  const room = await cuttingRoom();
  try {
    const reels = await reelsIn(room);
    const films = fc.array(part, { minLength: 1, maxLength: 7 });
    const held = fc.asyncProperty(films, (parts) => hold(room, reels, parts));
    // The film that fails is told; looking for a shorter one would take minutes.
    await fc.assert(held, { numRuns: count, endOnFailure: true });
  } finally {
    await room.remove();
  }
}

async function hold(room: TestRoom, reels: readonly Reel[], parts: readonly Part[]): Promise<void> {
  const shots = parts.map((one, i) => shotOf(one, parts[i + 1], reels));
  const film = filmOf(shots.map(({ shot }) => shot));
  const { entries, frames } = film.timeline;
  const cut = await room.cut(film);

  const shown = await numbers(room, cut.file);
  const wanted = counting(0, frames).map((at) => numberAt(at, entries, shots));
  expect(shown).toHaveLength(frames);
  expect(shown.map((number, at) => (wanted[at] === undefined ? undefined : number))).toEqual(wanted);

  const hashes = await frameHashes(room, cut.file);
  const own = entries.filter((entry, i) =>
    isCopied(entry, entries[i - 1]?.overlap ?? 0, shots[i]?.reel, hashes),
  );
  // Of another rate, a picture that stands just where the film wants one may be copied alone.
  const partly = shots.filter(({ reel }) => reel.fps !== fps);
  expect(own.length + partly.length).toBeGreaterThanOrEqual(cut.copied);

  const times = await timesOf(room, cut.file);
  expect(times.map(({ shown: at }) => at).toSorted((a, b) => a - b)).toEqual(evenly(times));
  expect(times.every(({ decoded }, i) => i === 0 || decoded > (times[i - 1]?.decoded ?? 0))).toBe(true);
  expect(await complaints(room, cut.file)).toBe('');

  const samples = sampleAt(frames, fps);
  const { streams } = await probed(room, cut.file);
  expect(streams.map(({ duration }) => Math.round(Number(duration) * 48_000))).toEqual([samples, samples]);
  // A decoder that knows nothing of the last packet's end goes on to it.
  const decoded = (await heard(room, cut.file)).length;
  expect(Math.ceil(samples / 1024) * 1024 - decoded).toBeOneOf([
    0,
    Math.ceil(samples / 1024) * 1024 - samples,
  ]);
}

/** A segment of a film, and what it shows. */
interface Planned {
  readonly reel: Reel;
  readonly shot: Partial<TimelineEntry> & { readonly footage: Footage; readonly frames: number };
}

/** No transition is longer than half of either neighbour; on the last segment it leads out of the film. */
function shotOf(one: Part, next: Part | undefined, reels: readonly Reel[]): Planned {
  const reel = reels[one.reel];
  if (reel === undefined) throw new Error('no such reel');
  const { footage } = reel;
  const { frames, from, soft } = one;
  const sourceStart = footage.kind === 'card' ? 0 : Math.round(from * (seconds * fps - frames));
  const most = Math.floor(Math.min(frames, next?.frames ?? frames) / 2);
  const type = next || soft?.type === 'fade-to-white' ? soft?.type : 'fade-to-black';
  if (soft === null || type === undefined) return { reel, shot: { footage, frames, sourceStart } };
  const overlap = Math.max(1, Math.round(soft.share * most));
  const transition = { type, duration: overlap / fps };
  return { reel, shot: { footage, frames, sourceStart, transition, overlap } };
}

/** The number that the film shows at a frame; none in a transition or on a card. */
function numberAt(
  at: number,
  entries: readonly TimelineEntry[],
  shots: readonly Planned[],
): number | undefined {
  const seen = entries.flatMap((entry, i) => {
    const inside = at - entry.start;
    return inside >= 0 && inside < entry.frames ? [{ entry, inside, reel: shots[i]?.reel }] : [];
  });
  const [one] = seen;
  const first = one?.reel?.first;
  if (seen.length !== 1 || one?.reel === undefined || first === undefined) return undefined;
  const { entry, inside, reel } = one;
  const leaves = entry === entries.at(-1) && inside >= entry.frames - entry.overlap;
  return leaves ? undefined : first + frameOf(reel, entry.sourceStart + inside);
}

/** The last frame of a reel that is due by a frame of the film, each at the film's frame that is nearest to it. */
function frameOf({ fps: rate }: Reel, at: number): number {
  let frame = 0;
  while (Math.round(((frame + 1) * fps) / rate) <= at) frame++;
  return frame;
}

/** Whether the film shows the reel's own samples: from its first keyframe to a few B-frames before the end. */
function isCopied(
  { start, sourceStart, frames, overlap }: TimelineEntry,
  head: number,
  reel: Reel | undefined,
  film: readonly string[],
): boolean {
  if (!reel || reel.hashes.length === 0) return false;
  const same = counting(sourceStart + head, frames - head - overlap).filter(
    (at) => reel.hashes[at] === film[start + at - sourceStart],
  );
  const [first = 0] = same;
  return same.length > 0 && same.length >= sourceStart + frames - overlap - first - reorder;
}

/** Frames at most that B-frames and their order leave over at the end of what is copied. */
const reorder = 4;

/** When each sample of the picture is shown and decoded, in decode order. */
async function timesOf(_room: TestRoom, file: string) {
  const said = await ffprobe(
    ...['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts,dts', '-of', 'json', file],
  );
  const { packets } = JSON.parse(said) as { packets: { pts: number; dts: number }[] };
  return packets.map(({ pts, dts }) => ({ shown: pts, decoded: dts }));
}

/** As many times as there are, with the same step between all, from 0 on. */
function evenly(times: readonly { readonly shown: number }[]): number[] {
  const last = Math.max(...times.map(({ shown }) => shown));
  return counting(0, times.length).map((i) => (i * last) / Math.max(1, times.length - 1));
}
