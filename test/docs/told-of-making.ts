import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmNamed } from '../../src/cli/name-film.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { noMoney } from '../../src/core/holdings.ts';
import { ok } from '../../src/core/result.ts';
import { say } from '../../src/core/sentence.ts';
import { lacksRoom } from '../../src/executor/admission.ts';
import * as job from '../../src/executor/diagnose.ts';
import { findInput } from '../../src/executor/inputs.ts';
import { makeFootage } from '../../src/executor/make-footage.ts';
import type { Making } from '../../src/executor/run.ts';
import { tellDifferences } from '../../src/executor/tell-differences.ts';
import { probe } from '../../src/media/probe.ts';
import { findTools } from '../../src/media/tools.ts';
import { addressProblems } from '../../src/providers/address.ts';
import { cancelledThere } from '../../src/providers/http/ended-jobs.ts';
import { brokenFailure, heldBack, jobFailure, refusalFailure } from '../../src/providers/http/failures.ts';
import { readKey } from '../../src/providers/key.ts';
import { keyProblems } from '../../src/providers/key-entry.ts';
import { readEntry } from '../../src/providers/videos-api/read-entry.ts';
import { readFaults } from '../../src/sandbox/read-faults.ts';
import { lettersMissing } from '../../src/stitch/picture/draw-still.ts';
import { withoutWebm } from '../../src/stitch/previews/webm.ts';
import * as cut from '../../src/stitch/problems.ts';
import * as sound from '../../src/stitch/sound/problems.ts';
import * as store from '../../src/store/diagnose.ts';
import { file, filmOf, gull } from '../advice/state.ts';
import { generate } from '../rig/plans.ts';
import { testTools } from '../rig/tools.ts';

/** What engine, store, providers, cut and command tell, each in all the ways that have values of their own. */
export async function toldOfMaking(): Promise<readonly Diagnostic[]> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-told-'));
  try {
    return [
      ...failures(),
      ...(await engine()),
      ...journal(),
      ...footage(),
      ...entries(),
      ...(await onDisk(folder)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const one = generate('gull');
const teller = {
  ...{ provider: 'studio', baseUrl: 'https://studio.example/v1', api: 'a Videos API', retired: undefined },
  now: () => 0,
};

function failures(): readonly Diagnostic[] {
  const refused = [
    ...[400, 401, 402, 429, 500].map((status) => ({ status, code: 'odd_code' })),
    { status: 400, code: 'moderation_blocked' },
  ];
  return [
    ...refused.map(({ status, code }) =>
      refusalFailure(teller, {
        ...{ kind: 'refused', status, body: { error: { code, message: 'So it is' } } },
        ...{ retryAfter: undefined, requestId: 'req_42' },
      }),
    ),
    brokenFailure(teller, { kind: 'unsent', why: 'the connection was refused' }),
    brokenFailure(teller, { kind: 'lost', why: 'the connection was reset' }),
    brokenFailure(teller, { kind: 'garbled', why: 'it is not JSON', requestId: 'req_42', body: 'So it is' }),
    refusalFailure(teller, {
      ...{ kind: 'refused', status: 307, location: 'https://studio.example/v2', body: undefined },
      ...{ retryAfter: undefined, requestId: undefined },
    }),
    heldBack(teller, { message: 'So it is' }, say`it is dark.`),
    jobFailure(teller, { code: 'odd_code', message: 'So it is.' }),
    jobFailure(teller, { code: 'user_cancelled', message: 'So it is.' }),
    cancelledThere(teller),
  ].map((failure) => job.diagnoseFailure({ job: one, run: { settings } }, failure));
}

const settings = { storyboardName: 'film', concurrency: 2, keepGoing: true, payAgain: false };

function differing(): readonly Diagnostic[] {
  const told: Diagnostic[] = [];
  const emit = (event: { readonly diagnostic?: Diagnostic }) =>
    told.push(...(event.diagnostic ? [event.diagnostic] : []));
  const asked = { ...one, request: { ...one.request, fps: 24 } };
  const making = { job: asked, provider: { data: { name: 'studio' } }, run: { engine: { emit } } };
  const clip = { seconds: 1, size: { width: 64, height: 36 }, fps: 8, was: 'AVI', twin: 'dawn' };
  tellDifferences(making as unknown as Making, clip);
  return told;
}

/** Answers to a submission that leave it open what became of it. */
const unanswered = [
  refusalFailure(teller, {
    ...{ kind: 'refused', status: 302, location: 'https://studio.example/login' },
    ...{ body: { error: { code: 'odd_code', message: 'So it is' } }, retryAfter: undefined },
    requestId: 'req_42',
  }),
  brokenFailure(teller, { kind: 'garbled', why: 'it is not JSON', body: 'So it is' }),
];

async function engine(): Promise<readonly Diagnostic[]> {
  const run = {
    engine: {
      store: { folder: '/film/.storycut', files: { free: async () => 7 }, clip: () => undefined },
      provider: () => undefined,
    },
    settings,
    userFiles: new Map(),
  } as unknown as Making['run'];
  const making = { job: one, run } as Making;
  const ending = await makeFootage(one, { leave: () => undefined, stepAside: () => undefined }, run);
  const inputs = [
    await findInput(one, { kind: 'job', fingerprint: 'f' }, run),
    await findInput(one, { kind: 'file', sha256: 's' }, run),
  ];
  return [
    ...unanswered.map((failure) => job.unknownSubmission(one, failure)),
    ...unanswered.map((failure) => job.unknownSubmission(one, failure, ['video_1'])),
    ...unanswered.map((failure) => job.soughtSubmission(one, failure)),
    ...['dreaming', ''].map((state) => job.unclearJob(one, { state }, 'video_1')),
    job.unclearJob(one, { state: 'succeeded', unclear: 'footage' }, 'video_1'),
    job.overdueJob(one, { waited: 3_600_000, usual: 60_000, said: '' }),
    job.leftOverdue(
      { job: one, run: { settings } },
      { waited: 3_600_000, usual: 60_000, said: 'queued' },
      'video_1',
    ),
    differing(),
    job.lostFootage(one, 'so it is'),
    job.footagePaidAgain(one, 'so it is'),
    job.sourceSentAlong(one, 'so it is'),
    job.unknownToOthers({ job: one, run: { settings } }, 'so it is'),
    job.unreadable(one, 'So it is.'),
    ...[0, 0.8].map((maybeCharged) => job.overBudget(one, 0.4, { ...noMoney, spent: 2.8, maybeCharged }, 3)),
    (await lacksRoom(making)) ?? [],
    ...(ending.kind === 'failed' ? [ending.diagnostic] : []),
    ...inputs.flatMap((found) => (found.ok ? [] : [found.error])),
  ].flat();
}

function journal(): readonly Diagnostic[] {
  const folder = '/film/.storycut';
  const holder = JSON.stringify({ pid: 4242, host: 'desk', since: '2026-01-01' });
  return [
    store.unusable(folder, Object.assign(new Error('EEXIST'), { code: 'EEXIST' })),
    store.unusable(folder, new Error('so it is')),
    store.strange(folder, { path: `${folder}/lock`, kind: 'special' }),
    store.lockedBy(folder, holder),
    store.lockedBy(folder, '{"pid"'),
    store.refusal(folder, { kind: 'newer', type: 'sold' }),
    store.refusal(folder, { kind: 'damaged', of: 8, seq: 7 }),
    store.refusal(folder, { kind: 'damaged', of: 8, seq: 7, copy: 'journal (1).jsonl' }),
    store.writtenAround(7),
    store.tornTail(),
    store.recordsLost(1, folder),
    store.recordsLost(12, folder),
    store.missingClips(1, folder),
    store.missingClips(12, folder),
  ];
}

const noWebm = { path: '/bin/ffmpeg', version: '5.1', origin: 'PATH', lacks: ['libvpx', 'libopus'] } as const;

function footage(): readonly Diagnostic[] {
  const shown = (footage: unknown) =>
    ({
      entry: { segment: 'gull', footage },
      material: { file: '/film/.storycut/clips/a.mp4' },
    }) as Parameters<typeof cut.unreadable>[0];
  const recording = { path: 'wind.wav' } as Parameters<typeof sound.soundUnreadable>[0];
  return [
    cut.missing('gull'),
    cut.unreadable(shown({ kind: 'clip' }), 'so it is'),
    cut.unreadable(shown({ kind: 'file' }), 'so it is'),
    cut.changed('wind.wav'),
    cut.short('gull', 20, 24),
    cut.pale('gull'),
    cut.partlyDamaged({ segment: 'gull' }),
    cut.partlyDamaged({ file: 'wind.wav' }),
    cut.transitionUnavailable('gull', 'so it is'),
    cut.cutFailed('so it is'),
    sound.soundUnreadable(recording, 'so it is'),
    sound.loudnessMissed(-14, -17.26, -18.3),
    sound.peakMissed(-1, -0.44, -14),
    lettersMissing('gull', [...'กขคงจฉ']),
    lettersMissing('gull', [...'กขคงจฉชซฌญฎ']),
    withoutWebm(noWebm) ?? [],
  ].flat();
}

/** Of the config file. */
function entries(): readonly Diagnostic[] {
  const key = 'sk-canary-0123456789abcdefghij';
  const model = { lengths: [4], sizes: ['1280x720'], price: 0.1 };
  const entry = {
    ...{ dialect: 'together', 'base-url': 'https://studio.example/v1', 'default-model': 'wam' },
    models: { wan: { ...model, edit: true }, sora: { like: 'sora-9' }, veo: { like: 'nothing' }, bare: {} },
  };
  const read = (named: string) =>
    readEntry({ name: 'studio', entry: { ...entry, 'default-model': named }, pathOf: (file) => file });
  return [
    ...addressProblems([], 'localhost', true),
    ...addressProblems([], 'http://studio.example/v1', true),
    ...keyProblems([], { env: key }),
    ...read('wam').problems,
    ...read('nothing').problems,
  ].map(({ path: _, part: __, severity = 'error', help, params, ...problem }) => ({
    ...{ severity, ...problem },
    ...(help !== undefined && { help }),
    ...(params && { params }),
  }));
}

async function onDisk(folder: string): Promise<readonly Diagnostic[]> {
  const at = (name: string): string => join(folder, name);
  await writeFile(at(file), filmOf([gull]));
  await writeFile(at('open.key'), 'sk-x');
  await chmod(at('open.key'), 0o644);
  const keys = [
    await readKey('studio', { kind: 'env', name: 'STUDIO_KEY' }, {}),
    await readKey('studio', { kind: 'file', path: at('none.key') }, {}),
    await readKey('studio', { kind: 'file', path: at('open.key') }, {}),
  ];
  await writeFile(at('bad.avi'), `RIFF....AVI ${'x'.repeat(4000)}`);
  const unread = [await probe(at('none.mp4')), await probe(at('bad.avi'), async () => ok(await testTools()))];
  const tools = await findTools({ ffmpegPath: at('none') });
  const faults = readFaults('x\ncraete 500\nnothing 500\nstall', 'faults.txt');
  const named = await filmNamed(folder, { verb: 'check', takesOnly: false, names: ['gull'] }, {});
  return [
    ...keys.flatMap((key) => (key.ok ? [] : [key.error])),
    ...unread.flatMap((found) => (found.ok ? [] : [{ severity: 'error' as const, ...found.error }])),
    ...(tools.ok ? [] : [tools.error]),
    ...(faults.ok ? [] : faults.error),
    ...(named.ok ? [] : [named.error]),
  ];
}
