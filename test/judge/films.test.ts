import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeFilm, knownJudgement, machine, openPlan, runFilm, writeCorrections } from '../../src/index.ts';
import type { ProviderKind } from '../../src/providers/kind.ts';
import { harbour } from '../advice/assets.ts';
import { fakeData } from '../rig/fake-provider.ts';
import { project } from '../rig/project.ts';
import { type Samples, samples } from '../rig/samples.ts';

let media: Samples;
beforeAll(async () => {
  media = await samples();
});
afterAll(() => media.remove());

const file = 'film.storyboard.yaml';

/** 24 pictures of one that moves, from a given one on. */
async function clip(name: string, from: number, quality: string): Promise<string> {
  const cut = `trim=start_frame=${from}:end_frame=${from + 24},setpts=PTS-STARTPTS`;
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=160x96:r=24:d=3', '-vf', cut];
  await media.ffmpeg(...source, '-c:v', 'libx264', '-crf', quality, '-pix_fmt', 'yuv420p', name);
  return media.path(name);
}

/** A provider whose footage is made already: by prompt. */
const served = (clips: Readonly<Record<string, string>>): ProviderKind => ({
  name: 'served',
  unconfigured: () => [
    {
      data: {
        ...{ name: 'served', defaultModel: 'm', resubmit: 'safe' },
        models: fakeData().models.map((model) => ({ ...model, lengths: { kind: 'set', seconds: [1] } })),
      },
      open: async () => ({
        submit: async ({ request }) => ({ kind: 'accepted', remote: request.prompt }),
        poll: async () => ({ kind: 'completed' }),
        download: async (remote, to) => {
          await copyFile(clips[remote] ?? '', to);
          return { kind: 'done' };
        },
        pollDelay: () => 0,
      }),
    },
  ],
});

const twice = `storyboard: 1
title: Twice   # a comment
format: { size: 160x96, fps: 24 }
provider: served
defaults: { duration: 1 }
scenes:
  - id: only
    segments:
      - { id: a, prompt: first }
      # it meets the first
      - id: b
        image: previous
        prompt: second
`;

it('finds a frame that is shown twice, trims it in the storyboard, and finds it mended', async () => {
  const at = await project({ [file]: twice });
  const clips = { first: await clip('a.mp4', 0, '20'), second: await clip('b.mp4', 23, '26') };
  const world = machine({ cwd: at.folder, providers: [served(clips)] });
  const request = { overrides: { vars: {} }, stitch: false };
  const { signal } = new AbortController();
  expect(await runFilm(world, request, signal)).toMatchObject({ kind: 'finished' });
  const open = async () => {
    const opened = await openPlan(world, request);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  };
  const planned = await open();
  expect((await knownJudgement(planned)).footage.map(({ state }) => state.kind)).toEqual([
    'not-judged',
    'not-judged',
  ]);
  const judged = await judgeFilm(world, planned);
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  const { findings, seams } = judged.value;
  expect(seams).toMatchObject([{ kind: 'previous', before: 'a', after: 'b', figures: { repeated: 1 } }]);
  expect(findings).toMatchObject([{ kind: 'repeated-frame', segment: 'b', after: 'a' }]);
  expect(await knownJudgement(planned)).toEqual(judged.value);
  // What is known is not measured again, with whatever tools.
  const toolless = { ...world, tools: () => Promise.reject(new Error('ffmpeg was looked for')) };
  expect(await judgeFilm(toolless, planned)).toEqual(judged);

  const corrections = findings.flatMap(({ correction }) => correction ?? []);
  const written = await writeCorrections(world, request, planned, corrections);
  expect(written).toEqual({ ok: true, value: [{ segment: 'b', write: 'trim: { from: 1 frame }' }] });
  expect(await at.read(file)).toBe(
    twice.replace('      - id: b\n', '      - id: b\n        trim: { from: 1 frame }\n'),
  );
  const mended = await open();
  expect(mended.plan.diagnostics).toEqual([]);
  expect(mended.plan.timeline.frames).toBe(47);
  expect(await judgeFilm(toolless, mended)).toMatchObject({ value: { findings: [] } });
});

const loud = `storyboard: 1
title: Loud
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: near, file: harbour.mp4, duration: 1 }
      - { id: far, file: harbour.mp4, duration: 1, volume: -20 dB }   # from the hill
      - { id: none, prompt: Nothing is made of this }
`;

it('is advice: whatever it finds, it ends well, `status` shows it, and --write matches a level', async () => {
  const at = await project({ [file]: loud, 'harbour.mp4': harbour });
  const judged = await at.call('judge');
  expect(judged.stderr).toBe('');
  expect(judged.code).toBe(0);
  expect(judged.stdout).toMatch(
    /near → far +It is 20 LU quieter than near before it\. +loudness -20 LU \(from 7\)/,
  );
  expect(judged.stdout).toContain('1 finding in 2 clips.');
  expect((await at.call('status')).stdout).toMatch(/far +ready +loudness step/);
  const status = JSON.parse((await at.call('status', '--json')).stdout);
  expect(status.segments[1].findings).toMatchObject([{ kind: 'loudness-step', figure: { threshold: 7 } }]);

  const write = await at.call('judge', '--write', '--json');
  expect(write.code).toBe(0);
  expect(JSON.parse(write.stdout).findings).toHaveLength(1);
  expect(write.stderr).toBe(`Written into ${file}:\n  far: volume: 0 dB\n`);
  expect(await at.read(file)).toBe(loud.replace('volume: -20 dB', 'volume: 0 dB'));
  expect((await at.call('check')).code).toBe(0);
  expect((await at.call('judge', 'far')).stdout).toContain('Nothing was found in 1 clip.');
  const nothing = await at.call('judge', '--write');
  expect(nothing.stderr).toBe('Nothing was written: there is nothing to mend in the storyboard.\n');
});
