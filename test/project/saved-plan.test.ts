import { expect, test } from 'vitest';
import type { Holdings } from '../../src/core/holdings.ts';
import { type SavedPlan, writeSavedPlan } from '../../src/planner/saved-plan.ts';
import { type FilmRequest, openPlan, planFilm } from '../../src/project/film/film.ts';
import { choicesOf, movedSince, readPlanFile, savePlanFile } from '../../src/project/film/saved-plan.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { film } from '../cli/film.ts';
import { project } from '../rig/project.ts';
import { wav } from '../rig/wav.ts';

const samples = { song: wav(440, 1), other: wav(660, 1) };

/** A small film whose plan is saved; `moved` says what a run of it would find, after the folder was changed. */
async function saved(more: Partial<FilmRequest> = {}, text = film) {
  const files = { 'song.wav': samples.song, 'other.wav': samples.other };
  const made = await project({ 'film.storyboard.yaml': text, ...files });
  const world = machine({ cwd: made.folder });
  const request: FilmRequest = { overrides: { vars: {} }, concurrency: 2, ...more };
  const opened = await openPlan(world, request);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await savePlanFile(world, 'plan.json', opened.value.film, opened.value.plan, request);
  return {
    made,
    world,
    async moved(changed: (holdings: Holdings) => Holdings = (holdings) => holdings) {
      const file = await readPlanFile(world, 'plan.json');
      if (!file.ok) throw new Error(file.error.message);
      const again = { ...request, ...choicesOf(world, file.value) };
      const now = await openPlan(world, again);
      if (!now.ok) throw new Error(JSON.stringify(now.error));
      const plan = planFilm(now.value.film, changed(now.value.holdings), again);
      if (!plan.ok) throw new Error(JSON.stringify(plan.error));
      return movedSince(file.value, now.value.film, plan.value, again).map(({ message, params }) => {
        expect(params).toMatchObject({ file: 'plan.json' });
        return message;
      });
    },
  };
}

test('nothing moved while nothing did, whatever the plan was made with', async () => {
  expect(await (await saved()).moved()).toEqual([]);
  const chosen = { overrides: { vars: {}, model: 'sora-2' }, only: ['climb'], draft: true };
  expect(await (await saved(chosen)).moved()).toEqual([]);
});

test('a plan that gives the same reasons in other words, as an earlier version did, has not moved', async () => {
  const { made, moved } = await saved();
  const { seal: _, ...plan } = JSON.parse(await made.read('plan.json'));
  const reworded = plan.jobs.map((job: SavedPlan['jobs'][number]) => ({ ...job, reason: 'not yet made' }));
  await made.write('plan.json', writeSavedPlan({ ...plan, jobs: reworded }));
  expect(await moved()).toEqual([]);
});

test('another prompt moves its job and all that starts from its footage', async () => {
  const { made, moved } = await saved();
  await made.write('film.storyboard.yaml', film.replace('rises along', 'sinks along'));
  expect(await moved()).toEqual(['climb: prompt changed.', 'lamp: the footage it starts from changed.']);
});

test('jobs that come and go are named', async () => {
  const { made, moved } = await saved();
  await made.write('film.storyboard.yaml', film.replace('id: door', 'id: gate'));
  expect(await moved()).toEqual(
    expect.arrayContaining(['door is no longer in the plan.', 'gate is new: never made.']),
  );
});

test('what was made since has moved, and so has a price', async () => {
  const { moved } = await saved();
  const [first] = await moved((holdings) => ({
    ...holdings,
    clip: () => ({ hash: 'f'.repeat(64), seconds: 1, cost: 0 }),
  }));
  expect(first).toBe('approach: it was new and is now cached (made).');
});

test('a cut that changed has moved, though no job did', async () => {
  const { made, moved } = await saved();
  await made.write(
    'film.storyboard.yaml',
    film.replace('        caption: The lamp\n', '        transition: 0.25\n'),
  );
  expect(await moved()).toEqual([
    'lamp is cut differently, or has moved in the film.',
    'door is cut differently, or has moved in the film.',
    'fin is cut differently, or has moved in the film.',
  ]);
});

const withAudio = (audio: string): string =>
  film.replace('captions:', `audio: { music: { file: song.wav }, ${audio} }\ncaptions:`);

test.each([
  ['title', withAudio('keep: true').replace('A Small Film', 'A Smaller Film')],
  ['loudness', withAudio('loudness: -14 LUFS')],
  ["clips' sound", withAudio('keep: false')],
  ['music', withAudio('keep: true').replace('song.wav', 'song.wav, volume: -3 dB')],
  ['music', withAudio('keep: true').replace('song.wav', 'other.wav')],
  ['sound cues', withAudio('cues: [ { file: other.wav, at: door } ]')],
  ['narration', withAudio('narration: [ { file: other.wav, at: door } ]')],
  ['captions', withAudio('keep: true').replace('burn: false', 'burn: false, sidecar: [srt]')],
  ['outputs', `${withAudio('keep: true')}outputs: [ { name: small, size: 160x90 } ]\n`],
  ['scenes', withAudio('keep: true').replace('title: Arrival', 'title: The arrival')],
])("the film's %s is part of the plan", async (part, changed) => {
  const { made, moved } = await saved({}, withAudio('keep: true'));
  await made.write('film.storyboard.yaml', changed);
  expect(await moved()).toEqual([`The film's ${part} changed.`]);
});

test('what is only written elsewhere, or in a file of another name, has not moved', async () => {
  const cues = withAudio('cues: [ { file: other.wav, at: door } ]');
  const { made, moved } = await saved({}, cues);
  await made.write('song-2.wav', samples.song);
  const comment = cues.replace('captions:', '# A comment\n\ncaptions:');
  await made.write(
    'film.storyboard.yaml',
    `${comment.replace('song.wav', 'song-2.wav')}budget: { max-cost: 3 }\n`,
  );
  expect(await moved()).toEqual([]);
});

test('a segment of several clips moves with each of them', async () => {
  const long = film.replace(
    'extend: approach\n        prompt: The camera rises along the tower\n        duration: 1',
    'prompt: The camera rises along the tower\n        duration: 12\n        trim: { from: 0, to: 9 }',
  );
  const { made, moved } = await saved({}, long);
  expect(await moved()).toEqual([]);
  await made.write('film.storyboard.yaml', long.replace('to: 9', 'to: 10'));
  expect(await moved()).toContain('climb is cut differently, or has moved in the film.');
});

test.each([
  ['is no JSON', 'storyboard: 1', 'it is not JSON'],
  ['is something else', '{}', 'it does not contain a plan'],
  ['is of another version', '{"schemaVersion":1,"seal":""}', 'it was written by another version of Storycut'],
])('a file that %s is no plan', async (_, text, why) => {
  const made = await project({ 'plan.json': text });
  expect(await readPlanFile(machine({ cwd: made.folder }), 'plan.json')).toMatchObject({
    error: { code: 'plan-unreadable', message: `plan.json is not a saved plan: ${why}.` },
  });
});

test('a plan that somebody changed is not carried out', async () => {
  const { made, world } = await saved();
  await made.write('plan.json', (await made.read('plan.json')).replace('rises', 'sinks'));
  expect(await readPlanFile(world, 'plan.json')).toMatchObject({ error: { code: 'plan-unreadable' } });
});
