import { expect, test } from 'vitest';
import { type Project, project } from '../rig/project.ts';

const film = (names: readonly string[], labels = true) => `storyboard: 1
title: Labels
format: { size: 160x96, labels: ${labels} }
audio: { keep: false }
scenes:
  - id: ferry
    segments:
${names.map((id, i) => `      - { id: ${id}, prompt: "Shot ${i}: a ferry at night", duration: 0.5 }`).join('\n')}
`;

interface Told {
  readonly type: string;
  readonly [more: string]: unknown;
}

async function told(at: Project, verb: 'run' | 'stitch'): Promise<readonly Told[]> {
  const { code, stdout, stderr } = await at.call(verb, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line): Told => JSON.parse(line));
}

test('renaming a segment of an animatic draws its label, and makes nothing', async () => {
  const at = await project({ 'film.storyboard.yaml': film(['wake', 'deck', 'mate']) });
  await told(at, 'run');
  await at.write('film.storyboard.yaml', film(['wake', 'bridge', 'mate']));
  expect((await at.call('plan')).stdout).not.toContain('new');
  const events = await told(at, 'run');
  expect(events.filter(({ type }) => type.startsWith('job'))).toEqual([]);
  expect(events).toContainEqual(expect.objectContaining({ type: 'stitch-started', pieces: 3, encode: 1 }));
});

test('without labels an animatic is copied as it is, also where they were there before', async () => {
  const at = await project({ 'film.storyboard.yaml': film(['wake', 'deck']) });
  const finished = async (verb: 'run' | 'stitch') =>
    (await told(at, verb)).find(({ type }) => type === 'stitch-finished');
  expect(await finished('run')).toMatchObject({ copied: 0, encoded: 2 });
  await at.write('film.storyboard.yaml', film(['wake', 'deck'], false));
  expect(await finished('stitch')).toMatchObject({ copied: 2, encoded: 0 });
});

test('captions and titles with times make nothing when they change, and stand in the files beside the film', async () => {
  const said = (to: number) =>
    film(['wake', 'deck']).replace(
      'prompt: "Shot 0: a ferry at night"',
      `prompt: "Shot 0: a ferry at night", titles: [ { text: Ferry, to: ${to} } ], captions: [ { text: Night, from: 0.125, to: ${to} } ]`,
    );
  const withFiles = (to: number) => `${said(to)}captions: { sidecar: [srt], burn: true }\n`;
  const at = await project({ 'film.storyboard.yaml': withFiles(0.25) });
  await told(at, 'run');
  expect(await at.read('film.srt')).toContain('00:00:00,125 --> 00:00:00,250\r\nNight');
  await at.write('film.storyboard.yaml', withFiles(0.375));
  const events = await told(at, 'run');
  expect(events.filter(({ type }) => type.startsWith('job'))).toEqual([]);
  expect(events).toContainEqual(expect.objectContaining({ type: 'stitch-started', pieces: 2, encode: 1 }));
  expect(await at.read('film.srt')).toContain('00:00:00,125 --> 00:00:00,375\r\nNight');
});
