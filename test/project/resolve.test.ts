import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noMoney } from '../../src/core/holdings.ts';
import { openPlan } from '../../src/project/film/film.ts';
import { statusOf } from '../../src/project/film/status.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { type ResolveAnswer, resolveSubmission } from '../../src/project/run/resolve.ts';
import { openStore, type Recorded } from '../../src/store/store.ts';
import { film } from '../cli/film.ts';
import { project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';

const payable = film.replace('size: 320x180', 'size: 1280x720');

/** As the plan asks for it. */
const asked = {
  ...{ id: 'video_1', status: 'queued', model: 'sora-2', seconds: '4', size: '1280x720' },
};

const gone = { status: 'gone' };
/** What the server says of some jobs beside, or instead of, what was asked for. */
const jobs: Readonly<Record<string, object>> = {
  video_404: gone,
  'video_of-another': { prompt: 'A cat on a sofa', seconds: '12' },
  video_alias: { model: 'sora-2-2026-01' },
  'video_without-words': { prompt: undefined },
};

/** A film of which `door` was submitted and never answered, in each of these takes. */
async function unanswered(takes: readonly number[], more: readonly Recorded[] = []) {
  // Any id is a job of the prompt that was asked for, but for some.
  let prompt = '';
  const server = await scriptedServer(({ path }, response) => {
    const job = jobs[path.split('/').at(-1) ?? ''] ?? {};
    response.writeHead(job === gone ? 404 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(job === gone ? { error: { message: 'No such video' } } : { ...asked, prompt, ...job }),
    );
  });
  const made = await project({
    'film.storyboard.yaml': payable.replace('      - id: door\n', '      - id: door\n        takes: 2\n'),
  });
  const world = machine({
    cwd: made.folder,
    env: { ...process.env, OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-test' },
  });
  const plan = async () => {
    const opened = await openPlan(world, { overrides: { vars: {}, provider: 'openai' }, concurrency: 2 });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  };
  const store = await openStore(join(made.folder, '.storycut'), world);
  if (!store.ok) throw new Error(store.error.message);
  for (const job of (await plan()).plan.jobs) {
    if (job.kind === 'frame' || job.segment !== 'door' || !takes.includes(job.take)) continue;
    const { kind, segment, take, link, fingerprint, request } = job;
    prompt = request.prompt;
    const attempt = `attempt-${take}`;
    await store.value.reserve(
      {
        ...{ type: 'intent', attempt, kind, segment, take, link, fingerprint, request },
        storyboard: 'film',
        price: 1,
      },
      undefined,
    );
  }
  for (const record of more) await store.value.append(record);
  await store.value.close();
  return {
    made,
    plan,
    door: async () => {
      const { film: loaded, plan: planned, holdings } = await plan();
      return statusOf(loaded, planned, holdings).segments.find(({ id }) => id === 'door');
    },
    resolve: (answer: ResolveAnswer, request: { segment?: string; take?: number; force?: boolean } = {}) =>
      resolveSubmission(world, {
        ...{ overrides: { vars: {}, provider: 'openai' }, concurrency: 2, segment: 'door', answer },
        ...request,
      }),
  };
}

const codeOf = (resolved: Awaited<ReturnType<typeof resolveSubmission>>): string | undefined =>
  resolved.ok ? undefined : resolved.error.diagnostics[0]?.code;

test('a submission that was found goes on as the job at the provider', async () => {
  const { resolve, door } = await unanswered([1]);
  expect(await door()).toMatchObject({
    state: 'unknown',
    error:
      'submitted, and maybe accepted: the next run looks for it at openai, or run `storycut resolve door` with --adopt ID or --not-created',
    outstanding: { kind: 'unanswered', price: 1 },
  });
  expect(await resolve({ kind: 'adopt', remote: 'video_1' })).toEqual({ ok: true, value: 'door' });
  expect((await door())?.takes[0]?.state).toBe('in-flight');
  expect(codeOf(await resolve({ kind: 'adopt', remote: 'video_1' }))).toBe('nothing-to-resolve');
});

test('a submission is given back the id that it was accepted with', async () => {
  const lost = [
    { type: 'accepted', attempt: 'attempt-1', remote: 'video_1' },
    { type: 'lost', attempt: 'attempt-1', message: 'expired' },
  ] as const;
  const { resolve, door } = await unanswered([1], lost);
  expect((await resolve({ kind: 'adopt', remote: 'video_1' })).ok).toBe(true);
  expect((await door())?.takes[0]?.state).toBe('in-flight');
});

test.each([
  ['video_404', 'openai has no job video_404.'],
  [
    'video_of-another',
    'The job video_of-another at openai is not what was asked for: its prompt differs, its length is 12 s.',
  ],
  ['video_alias', 'The job video_alias at openai is not what was asked for: its model is sora-2-2026-01.'],
])('a job that does not fit, %s, is adopted only by force', async (remote, message) => {
  const { resolve, door } = await unanswered([1]);
  const refused = await resolve({ kind: 'adopt', remote });
  expect(refused).toMatchObject({
    error: { why: 'input', diagnostics: [{ code: 'job-misfit', message, segment: 'door' }] },
  });
  expect((await door())?.takes[0]?.state).toBe('unknown');
  expect((await resolve({ kind: 'adopt', remote }, { force: true })).ok).toBe(true);
  expect((await door())?.takes[0]?.state).toBe('in-flight');
});

test('a job of which the server does not tell the prompt is a person’s to know', async () => {
  const { resolve } = await unanswered([1]);
  expect((await resolve({ kind: 'adopt', remote: 'video_without-words' })).ok).toBe(true);
});

test('what can’t be the id of a job is not adopted, whatever is forced: it would become a part of an address', async () => {
  const { resolve } = await unanswered([1]);
  for (const remote of ['..', '../models', 'a\nb', '']) {
    expect(codeOf(await resolve({ kind: 'adopt', remote }, { force: true }))).toBe('answer-misfit');
  }
});

test('a submission that created nothing may be made, and its money is free again', async () => {
  const { resolve, door, plan } = await unanswered([1]);
  expect((await plan()).holdings.money).toMatchObject({ spent: 0, reserved: 1 });
  await resolve({ kind: 'not-created' });
  expect((await door())?.takes[0]?.state).toBe('new');
  expect((await plan()).holdings.money).toEqual(noMoney);
});

test('footage that is gone is paid again only on a word that says so, and stays spent', async () => {
  const lost = [
    { type: 'accepted', attempt: 'attempt-1', remote: 'video_1' },
    { type: 'lost', attempt: 'attempt-1', message: 'expired' },
  ] as const;
  const { resolve, door, plan } = await unanswered([1], lost);
  expect((await door())?.error).toBe(
    'paid for, but its footage is lost: run `storycut resolve door --pay-again`',
  );
  expect(codeOf(await resolve({ kind: 'not-created' }))).toBe('answer-misfit');
  expect((await door())?.state).toBe('unknown');
  expect((await resolve({ kind: 'pay-again' })).ok).toBe(true);
  expect((await door())?.takes[0]?.state).toBe('new');
  const again = await plan();
  expect(again.plan.jobs.find(({ segment }) => segment === 'door')?.reason).toBe(
    'its footage was lost, and is paid for again, as you agreed',
  );
  expect((await plan()).holdings.money).toMatchObject({ spent: 1, reserved: 0 });
});

test('a job of which nothing is ever told is given up, as an extra word says', async () => {
  const accepted = { type: 'accepted', attempt: 'attempt-1', remote: 'video_1' } as const;
  const { resolve, door, plan } = await unanswered([1], [accepted]);
  expect(codeOf(await resolve({ kind: 'not-created' }, { force: true }))).toBe('nothing-to-resolve');
  const refused = await resolve({ kind: 'pay-again' });
  expect(refused).toMatchObject({
    error: { diagnostics: [{ code: 'answer-misfit', help: expect.stringContaining('--pay-again --force') }] },
  });
  expect((await door())?.takes[0]?.state).toBe('in-flight');
  expect(await resolve({ kind: 'pay-again' }, { force: true })).toEqual({ ok: true, value: 'door' });
  expect((await door())?.takes[0]?.state).toBe('new');
  expect((await plan()).holdings.money).toMatchObject({ spent: 1, lost: 1, reserved: 0 });
});

test('where several takes wait, one has to be named', async () => {
  const { resolve, door } = await unanswered([1, 2]);
  expect(codeOf(await resolve({ kind: 'adopt', remote: 'video_2' }))).toBe('several-to-resolve');
  expect((await resolve({ kind: 'adopt', remote: 'video_2' }, { take: 2 })).ok).toBe(true);
  expect((await door())?.takes.map(({ state }) => state)).toEqual(['unknown', 'in-flight']);
  expect(codeOf(await resolve({ kind: 'adopt', remote: 'video_2' }))).toBe('job-known-already');
});

test('what was never submitted, or is unknown, has nothing to resolve', async () => {
  const { resolve } = await unanswered([1]);
  expect(codeOf(await resolve({ kind: 'pay-again' }))).toBe('answer-misfit');
  expect(codeOf(await resolve({ kind: 'not-created' }, { segment: 'approach' }))).toBe('nothing-to-resolve');
  expect(codeOf(await resolve({ kind: 'not-created' }, { segment: 'dor' }))).toBe('unknown-segment');
});

test('a segment that was changed after its submission is resolved by its name', async () => {
  const { made, resolve } = await unanswered([1]);
  await made.write('film.storyboard.yaml', payable.replace('A man pushes', 'A woman pushes'));
  expect((await resolve({ kind: 'not-created' })).ok).toBe(true);
});
