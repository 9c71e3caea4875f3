import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { ok, type Result } from '../../core/result.ts';
import { say } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
import { writeSidecar } from '../../stitch/captions/write-sidecar.ts';
import type { CuttingRoom } from '../../stitch/cutting-room.ts';
import type { FinishedFilm } from '../../stitch/previews/finished-film.ts';
import { makePreview } from '../../stitch/previews/preview.ts';
import { pruneCache } from '../../stitch/prune-cache.ts';
import { stitch } from '../../stitch/stitch.ts';
import type { Output } from '../../storyboard/model.ts';
import type { RunEnd } from '../events/run-end.ts';
import { runCommand } from '../film/choices.ts';
import { type FilmRequest, settled } from '../film/film.ts';
import { filmFor } from '../film/film-for.ts';
import { aboutPicks } from '../film/pick.ts';
import type { World } from '../machine/world.ts';
import { markOf } from '../naming/apart.ts';
import { notOurs } from '../outputs/not-ours.ts';
import { type OutputFile, type OutputRequest, writtenFor } from '../outputs/output-files.ts';
import { filmFile, previewFrom, servesFor } from '../outputs/preview-source.ts';
import { bringClips } from './bring-clips.ts';
import { noticesOnce } from './notices-once.ts';
import { roomAt } from './room.ts';
import { type AtWork, atWorkbench, refused, type Workbench } from './workbench.ts';

type Made<T> = Promise<Result<T, readonly Diagnostic[]>>;

/** One cut of a film: everything that its outputs are made with. */
interface Session {
  readonly bench: Workbench;
  readonly plan: Plan;
  readonly room: CuttingRoom;
  readonly partial: boolean;
}

/** Makes all outputs of a film from what the store holds. */
export async function cutFilm({ bench, world, request, signal }: AtWork, plan: Plan): Promise<RunEnd> {
  const { outputsNote: diagnostic } = bench;
  if (diagnostic) world.emit({ type: 'notice', diagnostic });
  // A run may take hours, in which somebody else may write there.
  const others = await notOurs(bench.film, writtenFor(bench.outputs), request);
  if (others.length > 0) return { kind: 'uncut', why: 'input', diagnostics: others };
  const room = roomAt(bench, world.emit, signal);
  await bringClips(bench, plan, { emit: world.emit, signal });
  const made = await makeAll({ bench, plan, room, partial: request.partial ?? false });
  if (signal.aborted) {
    if (!made.ok) world.emit({ type: 'notice', diagnostic: cutInterrupted });
    return { kind: 'interrupted' };
  }
  if (!made.ok) return endOf(made.error, request);
  // The film is there: what can't be removed from its cache now is removed next time.
  await pruneCache(room, world.clock.now()).catch(() => undefined);
  return { kind: 'finished', cuts: bench.outputs.map(({ file }) => file) };
}

const cutInterrupted: Diagnostic = {
  severity: 'note',
  code: 'cut-interrupted',
  message: 'The cut was interrupted. All footage is kept: `storycut stitch` resumes the cut.',
};

/** Films first: the others are made from them. */
async function makeAll(session: Session): Made<void> {
  const { bench } = session;
  const films = bench.outputs.filter(({ output }) => output.as === 'mp4');
  for (const wanted of films) {
    const made = await makeFilm(wanted, session);
    if (!made.ok) return made;
  }
  for (const wanted of bench.outputs.filter((output) => !films.includes(output))) {
    const made = await makePreviewOf(wanted, films, session);
    if (!made.ok) return made;
  }
  return ok(undefined);
}

async function makeFilm(wanted: OutputFile, session: Session): Made<void> {
  const cut = await cutTo(wanted, session, session.room);
  if (!cut.ok) return cut;
  for (const sidecar of wanted.sidecars) {
    const written = await writeSidecar(session.plan.timeline, sidecar, session.room);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

type Wanted = Pick<OutputFile, 'output' | 'file' | 'quality' | 'apart'>;

async function cutTo(
  { output, file, quality, apart }: Wanted,
  session: Session,
  room: CuttingRoom,
): Made<FinishedFilm> {
  const { bench, plan, partial } = session;
  const whole = filmFor(bench.film.storyboard, plan.timeline, output, quality);
  const film = apart === undefined ? whole : { ...whole, comment: markOf(apart) };
  const cut = await stitch({ ...room, film }, file, { partial });
  return cut.ok ? ok({ film, file }) : cut;
}

async function makePreviewOf(wanted: OutputFile, films: readonly OutputFile[], session: Session): Made<void> {
  const { bench, plan, room } = session;
  const { storyboard } = bench.film;
  const source = films.find(({ output }) => servesFor(output, wanted.output, storyboard.format));
  const finished: Result<FinishedFilm, readonly Diagnostic[]> = source
    ? ok({ film: filmFor(storyboard, plan.timeline, source.output), file: source.file })
    : await cutAside(wanted.output, session);
  if (!finished.ok) return finished;
  return makePreview(previewFrom(wanted.output, plan.timeline), finished.value, room, wanted.file);
}

/** A film that is no output itself, only the source of one. It is not announced as an output. */
function cutAside(output: Output, session: Session): Made<FinishedFilm> {
  const { bench, room } = session;
  const file = filmFile(bench.film.storyboard, output, room);
  const { replacing: _, ...aside } = room;
  const quiet: CuttingRoom = {
    ...aside,
    emit: (event) => event.type !== 'stitch-started' && event.type !== 'stitch-finished' && room.emit(event),
  };
  return cutTo({ output, file, quality: 'full' }, session, quiet);
}

/** What can be fixed only in the user's files. */
const ofUsersFiles: ReadonlySet<Code> = new Set(['sound-unreadable', 'media-unreadable']);

/** Clips that are not made yet are not the machine's fault. */
function endOf(diagnostics: readonly Diagnostic[], request: FilmRequest): RunEnd {
  const waits = diagnostics.every(({ code }) => code === 'footage-missing');
  if (!waits) {
    const why = diagnostics.every(({ code }) => ofUsersFiles.has(code)) ? 'input' : 'environment';
    return { kind: 'uncut', why, diagnostics };
  }
  const { text: help, params } =
    say`\`${{ command: runCommand(request) }}\` makes what is missing; \`storycut stitch --partial\` puts slates in its place.`;
  const helped = diagnostics.map((one) => ({ ...one, help, params: { ...one.params, ...params } }));
  return { kind: 'unfinished', diagnostics: helped };
}

/** Cuts the film from what the store already has; makes nothing. */
export function stitchFilm(
  world: World,
  request: FilmRequest & OutputRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  return atWorkbench({ world, request, signal }, async (work) => {
    const { bench } = work;
    const plan = bench.plan();
    if (!plan.ok) return refused('input', plan.error);
    work.world.emit({ type: 'planned', plan: plan.value });
    for (const diagnostic of [...settled(bench.film).diagnostics, ...aboutPicks(plan.value)])
      work.world.emit({ type: 'notice', diagnostic });
    return await cutFilm({ ...work, world: noticesOnce(work.world) }, plan.value);
  });
}
