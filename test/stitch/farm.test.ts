import { randomUUID } from 'node:crypto';
import { copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Footage, TimelineEntry } from '../../src/planner/plan.ts';
import type { Film } from '../../src/stitch/cutting-room.ts';
import type { Farm, LentPiece } from '../../src/stitch/farm.ts';
import { makePiece } from '../../src/stitch/picture/make-piece.ts';
import type { PieceOrder } from '../../src/stitch/picture/piece-order.ts';
import { readOrder } from '../../src/stitch/picture/read-order.ts';
import { cuttingRoom, filmOf, type TestRoom } from './room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const soft = { transition: { type: 'dissolve', duration: 0.25 }, overlap: 6 } as const;
const words: NonNullable<TimelineEntry['words']> = [
  {
    ...{ kind: 'caption', text: 'A word', position: 'bottom', from: 0, to: 30 },
    style: { size: 'medium', color: '#ffffff', face: 'sans' },
  },
];

/** More shots to prepare and joins to draw than a machine has cores. The last shot shows `last`. */
async function film(last?: Footage): Promise<Film> {
  const clips: Footage[] = [];
  for (const from of [0, 100, 200]) clips.push(await room.clip({ frames: 48, from }));
  const count = availableParallelism() + 4;
  const shots = Array.from({ length: count }, (_, i) => {
    const footage = (i === count - 1 ? last : undefined) ?? clips[i % clips.length];
    if (footage === undefined) throw new Error('no clip');
    return { footage, frames: 40 - (i % 8), ...(i < count - 1 && soft), words };
  });
  return { ...filmOf(shots), burnCaptions: true };
}

type Answer = (order: PieceOrder, files: readonly string[]) => Partial<LentPiece>;

const never = new Promise<never>(() => undefined);

/** A farm that is asked for everything beyond this machine's cores. */
function farmThat(answer: Answer) {
  const asked: PieceOrder[] = [];
  const farm: Farm = {
    atOnce: 3,
    async lend(order, files) {
      const read = readOrder(JSON.parse(JSON.stringify(order)));
      if (read === undefined) throw new Error(`not an order: ${JSON.stringify(order)}`);
      asked.push(read);
      const lent = { made: never, takeBack: async () => false, overdue: never, drop: async () => undefined };
      return { ...lent, ...answer(read, files) };
    },
  };
  return { asked, farm };
}

/** Another machine: it makes what it is asked for, and then something happens to it. */
const making =
  (spoil: (draft: string, order: PieceOrder) => Promise<boolean> = async () => true): Answer =>
  (order, files) => ({
    made: (async () => {
      const made = join(room.folder, randomUUID());
      const { tools, signal } = room.room;
      const piece = await makePiece(order, files, made, { tools, signal });
      if (!piece.ok) return undefined;
      const fetchTo = async (draft: string): Promise<boolean> => {
        await copyFile(made, draft);
        await rm(made);
        return spoil(draft, order);
      };
      return { damaged: piece.value.damaged, fetchTo };
    })(),
  });

let alone: Buffer | undefined;

/** The film's bytes as one machine makes them, for all tests, and then, with nothing cached, with a farm. */
async function bothWays(answer: Answer) {
  const cut = await film();
  if (alone === undefined) {
    await room.cut(cut);
    alone = await readFile(room.output);
    await rm(room.output);
    await rm(room.room.cacheFolder, { recursive: true });
  }
  const { asked, farm } = farmThat(answer);
  await room.cut(cut, { farm });
  return { asked: asked.length, same: alone.equals(await readFile(room.output)) };
}

test('a cut that others help with is the same', async () => {
  const { asked, same } = await bothWays(making());
  expect(same).toBe(true);
  expect(asked).toBeGreaterThan(4);
});

test('what is asked for is only what is not cached', async () => {
  const cut = await film();
  await room.cut(cut);
  await rm(room.output);
  const { asked, farm } = farmThat(making());
  await room.cut(cut, { farm });
  expect(asked).toEqual([]);
});

const flipped = async (draft: string): Promise<boolean> => {
  const bytes = await readFile(draft);
  await writeFile(
    draft,
    bytes.map((byte, i) => (i < 64 ? byte ^ 0xff : byte)),
  );
  return true;
};

test.each<[string, Answer]>([
  ['makes nothing', () => ({ made: Promise.resolve(undefined) })],
  ['loses what it made', making(async () => false)],
  ['cuts off what it made', making(async (draft) => truncate(draft, 900).then(() => true))],
  ['makes nothing but noise', making(flipped)],
  ['makes fewer frames', (order, files) => making()({ ...order, frames: order.frames - 1 }, files)],
  [
    'makes other pictures',
    (order, files) =>
      making()(
        { ...order, size: { width: 80, height: 48 }, graph: `${order.graph};[v]scale=80:48[w]` },
        files,
      ),
  ],
  ['encodes with another header', making(async (draft) => otherHeader(draft))],
  ['waits for somebody to begin', () => ({ takeBack: async () => true })],
  ['begins, and is never heard of again', () => ({ overdue: Promise.resolve() })],
  ['is away', () => ({ takeBack: () => Promise.reject(new Error('away')), overdue: Promise.resolve() })],
])('the cut is the same with a farm that %s', async (_, answer) => {
  const { asked, same } = await bothWays(answer);
  expect(same).toBe(true);
  expect(asked).toBeGreaterThan(0);
});

/** The same pictures, as another encoder would code them. */
async function otherHeader(draft: string): Promise<boolean> {
  const other = `${draft}.other.mp4`;
  await room.ffmpeg('-y', '-i', draft, '-c:v', 'libx264', '-preset', 'veryslow', '-bf', '0', other);
  await copyFile(other, draft);
  await rm(other);
  return true;
}

test('damage in the user’s own footage is told as without a farm', async () => {
  await room.clip({ frames: 48 });
  const clip = await room.clip({ frames: 48, from: 300 });
  const bytes = await readFile(room.fileOf(clip));
  const middle = Math.floor(bytes.length * 0.3);
  bytes.fill(0x5a, middle, middle + 200);
  await writeFile(join(room.folder, 'own.mp4'), bytes);
  const own = await room.own('own.mp4');
  const cut = await film(own);
  const told = (): readonly string[] =>
    room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic.code] : [])).toSorted();
  await room.cut(cut);
  const [alone, notices] = [await readFile(room.output), told()];
  expect(notices).toContain('partly-damaged');
  await rm(room.output);
  await rm(room.room.cacheFolder, { recursive: true });
  const { asked, farm } = farmThat(making());
  await room.cut(cut, { farm });
  expect(asked.length).toBeGreaterThan(4);
  expect(alone.equals(await readFile(room.output))).toBe(true);
  expect(told()).toEqual(notices);
});
