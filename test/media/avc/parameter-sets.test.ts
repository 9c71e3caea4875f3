import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginsAnew,
  mergeParameterSets,
  type ParameterSets,
  readAvcC,
  writeAvcC,
} from '../../../src/media/avc/parameter-sets.ts';
import { readSequence } from '../../../src/media/avc/sequence.ts';
import { readSample } from '../../../src/media/mp4/sample-source.ts';
import { readFootage } from '../../../src/media/read-footage.ts';
import { testTools } from '../../rig/tools.ts';

/** A first frame as x264 encodes it with these arguments: its header and its first sample. */
async function encoded(
  ...args: string[]
): Promise<{ sets: ParameterSets; avcC: Uint8Array; first: Uint8Array }> {
  const { ffmpeg } = await testTools();
  const folder = await mkdtemp(join(tmpdir(), 'storycut-avc-'));
  const file = join(folder, 'one.mp4');
  try {
    await promisify(execFile)(ffmpeg.path, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=s=322x182', '-frames:v', '1', '-c:v', 'libx264'],
      ...['-pix_fmt', 'yuv420p', ...args, file],
    ]);
    const packets = (await readFootage(file))?.avc;
    const sets = packets && readAvcC(packets.avcC);
    if (!packets || !sets) throw new Error('no H.264');
    return { sets, avcC: packets.avcC, first: await readSample(file, packets, 0) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const cropped = { size: { width: 322, height: 182 } };

describe('headers of real streams', () => {
  test.each([
    [
      'baseline',
      ['-profile:v', 'baseline'],
      { ...cropped, profile: 66, chroma: 1, bitDepth: 8, progressive: true },
    ],
    ['high', [], { ...cropped, profile: 100, chroma: 1, bitDepth: 8, progressive: true }],
    [
      '4:4:4',
      ['-pix_fmt', 'yuv444p'],
      { ...cropped, profile: 244, chroma: 3, bitDepth: 8, progressive: true },
    ],
    [
      '4:2:2',
      ['-pix_fmt', 'yuv422p'],
      { ...cropped, profile: 122, chroma: 2, bitDepth: 8, progressive: true },
    ],
    [
      'scaling lists',
      ['-x264-params', 'cqm=jvt'],
      { ...cropped, profile: 100, chroma: 1, progressive: true },
    ],
    // Fields come in fours of lines, so two more are cropped away than shown here.
    [
      'interlaced',
      ['-vf', 'scale=320:192,setsar=1', '-x264-params', 'tff=1'],
      { size: { width: 320, height: 192 }, progressive: false },
    ],
  ])('%s', async (_, args, facts) => {
    const { sets, first } = await encoded(...args);
    const [sequence] = sets.sequence.values();
    expect(readSequence(sequence ?? new Uint8Array())).toMatchObject(facts);
    expect(beginsAnew(first, sets)).toBe(true);
  });

  test('are numbered as asked for, and written as they were read', async () => {
    const zero = await encoded();
    const one = await encoded('-x264-params', 'sps-id=1');
    expect([...zero.sets.sequence.keys(), ...zero.sets.picture.keys()]).toEqual([0, 0]);
    expect([...one.sets.sequence.keys(), ...one.sets.picture.keys()]).toEqual([1, 1]);
    expect(readAvcC(writeAvcC(one.sets))).toEqual(one.sets);
  });
});

const unit = fc.uint8Array({ minLength: 1, maxLength: 20 });

/** Headers whose numbers stand in their first bits, as Exp-Golomb codes: 0 is `1`, 1 is `010`, 2 is `011`. */
const numbered = (head: readonly number[]) =>
  fc
    .uniqueArray(fc.constantFrom(0, 1, 2), { minLength: 1 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          unit.map((rest): [number, Uint8Array] => [
            id,
            Uint8Array.of(...head, [0x80, 0x40, 0x60][id] ?? 0, ...rest),
          ]),
        ),
      ),
    );

const headers: fc.Arbitrary<ParameterSets> = fc.record({
  profile: fc.constantFrom(66, 77, 100),
  compatibility: fc.nat(255),
  level: fc.nat(255),
  sequence: numbered([0x67, 100, 0, 30]).map((units) => new Map(units)),
  picture: numbered([0x68]).map((units) => new Map(units)),
});

test('any header that is written reads back', () => {
  fc.assert(
    fc.property(headers, (sets) => {
      expect(readAvcC(writeAvcC(sets))).toEqual(sets);
    }),
  );
});

test('a merged header holds both, or there is none', () => {
  fc.assert(
    fc.property(headers, headers, (a, b) => {
      const merged = mergeParameterSets(a, b);
      const clash = (['sequence', 'picture'] as const).some((kind) =>
        [...a[kind]].some(([id, unit]) => {
          const other = b[kind].get(id);
          return other !== undefined && Buffer.compare(other, unit) !== 0;
        }),
      );
      expect(merged === undefined).toBe(clash);
      for (const kind of ['sequence', 'picture'] as const) {
        for (const [id, unit] of [...a[kind], ...b[kind]])
          if (merged) expect(merged[kind].get(id)).toEqual(unit);
      }
    }),
  );
});

test('broken headers are refused, whatever they hold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), headers, fc.nat(60), (noise, sets, length) => {
      readAvcC(noise);
      readSequence(noise);
      const whole = writeAvcC({ ...sets, profile: 66 });
      if (length < whole.length) expect(readAvcC(whole.subarray(0, length))).toBeUndefined();
    }),
  );
});
