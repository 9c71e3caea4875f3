import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { Result } from '../../src/core/result.ts';
import type { Refusal } from '../../src/project/events/run-end.ts';
import { loadFilm, openPlan, type PlannedFilm } from '../../src/project/film/film.ts';
import { providerLost } from '../../src/project/film/lost-provider.ts';
import { pickTake } from '../../src/project/film/pick.ts';
import {
  movedSince,
  otherStoryboard,
  readPlanFile,
  savePlanFile,
} from '../../src/project/film/saved-plan.ts';
import { held, unshared } from '../../src/project/machine/accounts.ts';
import {
  type BucketTrouble,
  bucketUnusable,
  clipNotBrought,
} from '../../src/project/machine/bucket-problems.ts';
import { machine } from '../../src/project/machine/machine.ts';
import {
  brokenLedger,
  cannotListen,
  clipNotTaken,
  clipsAway,
  clipsUnmarked,
  earlierLedger,
  journalBeside,
  keptByStudio,
  laterLedger,
  ledgerAway,
  ledgerRefuses,
  nodeTooOld,
  noLedger,
  noStudio,
  notInstalled,
  ofNoStudio,
  ownDamaged,
  setAside,
} from '../../src/project/machine/studio-problems.ts';
import { listUnread } from '../../src/project/machine/told-lists.ts';
import { nameProblems, unconfiguredOf } from '../../src/project/machine/unconfigured.ts';
import type { World } from '../../src/project/machine/world.ts';
import { cutApart } from '../../src/project/naming/apart.ts';
import { locateStoryboard } from '../../src/project/naming/locate.ts';
import { severalNamed } from '../../src/project/naming/tell-apart.ts';
import { exportFilm } from '../../src/project/outputs/export.ts';
import { exportFile, writeExport } from '../../src/project/outputs/export-file.ts';
import { noCutYet, unmade } from '../../src/project/outputs/no-cut.ts';
import { outputFiles } from '../../src/project/outputs/output-files.ts';
import { collisions, overwritten } from '../../src/project/outputs/safe-output.ts';
import { overBudget } from '../../src/project/run/budget.ts';
import { stitchFilm } from '../../src/project/run/cut.ts';
import { lockedAgain } from '../../src/project/run/locked.ts';
import { putNoteIntoPrompt } from '../../src/project/run/noted.ts';
import { orderRedos, picksThatStay } from '../../src/project/run/redo.ts';
import { initFilm } from '../../src/project/setup/init.ts';
import {
  clipDamaged,
  clipsStray,
  notLost,
  receiptsGone,
  receiptsLacking,
  receiptsPending,
  recordsUnknown,
} from '../../src/project/upkeep/diagnose.ts';
import { recoverStore } from '../../src/project/upkeep/recover.ts';
import type { ProviderKind } from '../../src/providers/kind.ts';
import type { ClipUse, RecordedClip } from '../../src/store/recorded-clips.ts';
import { file, filmOf, gull, lamp } from '../advice/state.ts';
import { fakeData } from '../rig/fake-provider.ts';

const many = Array.from({ length: 30 }, (_, i) => `s${i}`);
const kind: ProviderKind = {
  name: 'farm',
  unconfigured: () => [{ data: fakeData('farm'), keys: {}, open: () => Promise.reject(new Error('closed')) }],
};
const text = filmOf([
  gull.replace(' }', ', pick: 1 }'),
  lamp.replace(' }', ', transition: { type: wipe-left, duration: 0.2 } }'),
  ...many.map((id) => `{ id: ${id}, prompt: A door, duration: 1 }`),
  '{ id: fin, card: { text: Fin }, duration: 1 }',
]);

const bucket = { kind: 'bucket', bucket: 'films', prefix: 'clips' } as const;
const troubles: readonly BucketTrouble[] = [
  ...(['no-keys', 'refused', 'no-bucket', 'elsewhere'] as const),
  ...(['away', 'strange', 'no-clip', 'wrong-clip'] as const),
];
const studio = [
  noStudio,
  ofNoStudio('film'),
  notInstalled('@storycut/studio', 'It is not there.'),
  nodeTooOld('20.20.2'),
  providerLost('house', ['gull']),
  journalBeside('.storycut/journal.jsonl', 'ferry'),
  keptByStudio('ferry'),
  ledgerAway('db.lan/storycut', 'so it is'),
  ledgerRefuses('db.lan/storycut', 'so it is'),
  noLedger('db.lan/storycut'),
  brokenLedger('db.lan/storycut'),
  earlierLedger('db.lan/storycut'),
  laterLedger('db.lan/storycut'),
  ...[{ kind: 'folder', folder: '/mnt/studio/clips' } as const, bucket].flatMap((clips) => [
    clipsUnmarked(clips, 'it has no studio-clips.txt of the studio'),
    clipsAway(clips, 'so it is'),
  ]),
  ...troubles.map((trouble) => bucketUnusable(bucket, 'so it is', trouble)),
  ...[...troubles, undefined].map((trouble) =>
    clipNotBrought(bucket, '2c….mp4', { cause: 'so it is', trouble }),
  ),
  ownDamaged('.storycut/clips/2c….mp4'),
  clipNotTaken('.storycut/clips/2c….mp4', 'so it is'),
  cannotListen('0.0.0.0:8443', 'listen EADDRINUSE: address already in use 0.0.0.0:8443'),
  setAside('films/.storycut/studio-spool', ['1-a.json.set-aside']),
];

/** All that is told of a film's folder and of what is to be written there. `folder` is empty, and may be filled. */
export async function toldOfProjects(folder: string): Promise<readonly Diagnostic[]> {
  const at = (...names: string[]): string => join(folder, ...names);
  await mkdir(at('films'));
  await mkdir(at('almost'));
  await mkdir(at('twins'));
  for (const id of many) await writeFile(at('films', `${id}.storyboard.yaml`), text);
  await writeFile(at('almost', 'film.yaml'), text);
  await writeFile(at('twins', 'film.storyboard.yml'), text);
  await writeFile(at('twins', file), text);
  await writeFile(at('film.draft.storyboard.yaml'), text);
  await writeFile(at(file), text);
  await writeFile(at('film.mp4'), 'a film');
  const world = machine({ cwd: folder, env: process.env });
  const request = { storyboard: file, overrides: { vars: {} } };
  const opened = await openPlan(world, request);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { film, plan } = opened.value;
  return [
    listUnread({ name: 'openrouter' }, 'It did not respond.'),
    listUnread({ name: 'openrouter', told: 0 }, 'It did not respond.'),
    listUnread({ name: 'openrouter' }, 'It refused.', 'Try later.'),
    held('studio', '{"pid":42}'),
    unshared('studio', 'so it is'),
    ...studio,
    ...film.diagnostics,
    ...(await Promise.all(
      ['films', 'almost', 'x.yaml', 'films/x', 'film'].map((name) => locateStoryboard(folder, name)),
    ).then((found) => found.flatMap(errorsOf))),
    ...errorsOf(await loadFilm(world, { storyboard: 'twins/film.storyboard.yml' })),
    ...errorsOf(await recoverStore(world, {}).then(toList)),
    ...errorsOf(await recoverStore(world, { storyboard: 'films' }).then(toList)),
    severalNamed(many),
    ...upkeep(),
    ...nameProblems([kind, { ...kind, name: 'a/b' }], unconfiguredOf([kind, kind], {})),
    ...errorsOf(await initFilm(folder, 'film.mp4')),
    ...errorsOf(await initFilm(folder, 'new').then(() => initFilm(folder, 'new'))),
    ...errorsOf(await pickTake(film, plan, 'gull', 9)),
    ...(await told(world, opened.value, at)),
    ...(await written(world, opened.value, at)),
  ];
}

async function told(
  world: World,
  { film, plan }: PlannedFilm,
  at: (...names: string[]) => string,
): Promise<readonly Diagnostic[]> {
  const request = { storyboard: file, overrides: { vars: {} } };
  await savePlanFile(world, 'plan.json', film, plan, request);
  const saved = await readPlanFile(world, 'plan.json');
  if (!saved.ok) throw new Error(saved.error.message);
  const renamed = { ...film, storyboard: { ...film.storyboard, title: 'Another', maxCost: 1 } };
  const dear = { ...plan, cost: { ...plan.cost, needed: 5 } };
  const among = { segments: [...many, 'gull', 'fin'], scenes: [] };
  const begun = { ...plan, jobs: plan.jobs.map((job) => ({ ...job, state: 'cached' as const })) };
  const [first] = plan.takes;
  const note = (segment: string) =>
    `  - { segment: ${segment}, frame: 1, text: Dark, when: "2026-11-28T10:00:00Z" }\n`;
  await writeFile(at('film.notes.yaml'), `notes:\n${note('gull')}${note('gull')}${note('fin')}`);
  const stopped = await stitchFilm(world, { ...request, replace: true }, new AbortController().signal);
  return [
    ...movedSince(saved.value, renamed, plan, request),
    ...[await otherStoryboard(world, saved.value, 'new')].flatMap((one) => one ?? []),
    ...errorsOf(await savePlanFile(world, at('none', 'plan.json'), film, plan, request)),
    ...errorsOf(await readPlanFile(world, 'none.json')),
    ...errorsOf(orderRedos(begun, { names: ['fin'] }, among)),
    ...errorsOf(orderRedos(begun, { names: many, only: ['gull'] }, among)),
    ...(first ? picksThatStay(plan, [{ requestClass: first.requestClass, take: 2 }]) : []),
    ...overBudget(renamed, dear, { maxCost: 2, only: undefined, names: new Set(['film', 'old']) }),
    ...lockedAgain(lockedIn(film), plan, {
      lastRequest: () => begun.jobs.flatMap((job) => ('request' in job ? [job.request] : []))[0],
    }),
    ...errorsOf(await putNoteIntoPrompt(film, 'gull', undefined)),
    ...errorsOf(await putNoteIntoPrompt(film, 'fin', 1)),
    ...errorsOf(await putNoteIntoPrompt(film, 'lamp', 1)),
    noCutYet(plan.timeline, unmade(plan.timeline), request),
    cutApart({ kind: 'animatic', segments: many }, at('film.mp4'), at('film.animatic.mp4')),
    ...('diagnostics' in stopped ? stopped.diagnostics : []),
  ];
}

const lockedIn = (film: PlannedFilm['film']): PlannedFilm['film'] => ({
  ...film,
  storyboard: {
    ...film.storyboard,
    segments: film.storyboard.segments.map((segment) => ({ ...segment, locked: true })),
  },
});

async function written(
  world: World,
  { film }: PlannedFilm,
  at: (...names: string[]) => string,
): Promise<readonly Diagnostic[]> {
  const outputs = await Promise.all([
    outputFiles(world.cwd, film, { output: 'film.txt' }),
    outputFiles(world.cwd, film, { output: '.storycut' }),
    outputFiles(world.cwd, film, { output: 'film.mp4', partial: true }),
    outputFiles(world.cwd, film, { draft: true }),
    exportFile(world.cwd, film, { output: 'film.txt' }, 'otio'),
    writeExport(at('none', 'film.otio'), '', film),
    exportFilm(world, { storyboard: file, format: 'edl' }).then(
      (done): Result<void, readonly Diagnostic[]> => ({
        ok: false,
        error: done.ok ? done.value.diagnostics : done.error.diagnostics,
      }),
    ),
  ]);
  return [
    ...outputs.flatMap(errorsOf),
    ...collisions([at('film.mp4'), at('Film.mp4')]),
    ...(await overwritten([film.located.absolute], film.storyboard)),
  ];
}

function upkeep(): readonly Diagnostic[] {
  const place = { storyboard: 'film', segment: 'gull', take: 2, link: 2, fingerprint: 'f' };
  const clip = (use: Partial<ClipUse>): RecordedClip => {
    const uses = [{ ...place, provider: 'house', cost: 2, atProvider: false, ...use }];
    return { name: 'a.mp4', hash: 'a', bytes: 1, uses };
  };
  return [
    ...(['missing', 'truncated', 'damaged'] as const).flatMap((condition) => [
      clipDamaged(clip({ atProvider: true }), condition, '.storycut'),
      clipDamaged(clip({ cost: 0 }), condition, '.storycut'),
    ]),
    clipDamaged(clip({}), 'missing', '.storycut'),
    clipDamaged(clip({}), { unreadable: 'permission denied' }, '.storycut'),
    notLost('flim', {
      found: new Set(),
      lost: { unfound: many, names: new Set(many), forgotten: new Set() },
    }),
    clipDamaged({ ...clip({}), uses: [{ ...place, cost: 0, atProvider: false }] }, 'missing', '.storycut'),
    ...[1, 12].flatMap((n) => [
      ...[receiptsLacking(n), receiptsGone(n), receiptsPending(n), recordsUnknown(n)],
      clipsStray(n, '.storycut'),
    ]),
  ];
}

const toList = <T>(result: Result<T, Refusal>): Result<T, readonly Diagnostic[]> =>
  result.ok ? result : { ok: false, error: result.error.diagnostics };

const errorsOf = (result: Result<unknown, Diagnostic | readonly Diagnostic[]>): readonly Diagnostic[] =>
  result.ok ? [] : [result.error].flat();
