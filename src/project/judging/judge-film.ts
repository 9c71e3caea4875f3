import type { Asset } from '../../core/footage.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { assemble } from '../../judge/assemble.ts';
import type { Figures } from '../../judge/figures.ts';
import type { Judgement } from '../../judge/judgement.ts';
import { measureFootage } from '../../judge/measure/measure-footage.ts';
import { type JudgeQuestion, keyOf, segmentsIn, viewingsIn } from '../../judge/questions.ts';
import { type Verdict, verdict } from '../../judge/verdict.ts';
import { type Viewing, viewingName } from '../../judge/viewing.ts';
import type { Tools } from '../../media/tools.ts';
import type { Refusal } from '../events/run-end.ts';
import type { PlannedFilm } from '../film/film.ts';
import type { World } from '../machine/world.ts';
import { keepFigures, keepVerdicts, keptFigures, keptVerdicts } from './cache.ts';
import { filmQuestions } from './film-questions.ts';

export interface Judging {
  /** Only what concerns these segments; absent: all. */
  readonly segments?: readonly string[];
  /** Told before each file is measured. */
  readonly onProgress?: (progress: JudgeProgress) => void;
  readonly signal?: AbortSignal;
}

export interface JudgeProgress {
  /** The number of this file, from 1, among those that are measured. */
  readonly file: number;
  readonly of: number;
}

/**
 * Looks at all footage of a film that is made, and keeps what it finds: what was judged before is not even read. Once the
 * signal is aborted, it tells what it has.
 */
export async function judgeFilm(
  world: World,
  planned: PlannedFilm,
  { segments, onProgress, signal }: Judging = {},
): Promise<Result<Judgement, Refusal>> {
  const { film } = planned;
  const isAbout = (question: JudgeQuestion): boolean =>
    segments === undefined || segmentsIn(question).some((id) => segments.includes(id));
  const questions = filmQuestions(planned).filter(isAbout);
  const before = await keptVerdicts(film);
  const open = questions.filter((question) => !before.has(keyOf(question)));
  const verdicts = new Map(before);
  if (open.length > 0) {
    const measured = new Measured(planned, signal);
    const viewings = new Map(open.flatMap(viewingsIn).map((viewing) => [viewingName(viewing), viewing]));
    const needed = await measured.lacking([...viewings.values()]);
    const tools = needed.length > 0 ? await world.tools() : undefined;
    if (tools?.ok === false) return err({ why: 'environment', diagnostics: [tools.error] });
    for (const [n, viewing] of needed.entries()) {
      if (signal?.aborted) break;
      onProgress?.({ file: n + 1, of: needed.length });
      if (tools) await measured.measure(tools.value, viewing);
    }
    for (const question of open) {
      const found = await measured.verdictOn(question);
      if (found) verdicts.set(keyOf(question), found);
    }
    const now = new Set(filmQuestions(planned).map(keyOf));
    await keepVerdicts(
      film,
      new Map([...verdicts].filter(([key, one]) => now.has(key) && !measured.isPassing(one))),
    );
  }
  const asked = questions.map((question) => ({ question, verdict: verdicts.get(keyOf(question)) }));
  return ok(
    assemble(
      asked,
      film.storyboard.segments.map(({ id }) => id),
    ),
  );
}

/** The figures of a film's footage: kept, or measured now. */
class Measured {
  readonly #planned: PlannedFilm;
  readonly #signal: AbortSignal | undefined;
  readonly #failed = new Map<string, string>();
  readonly #own: ReadonlyMap<string, Asset>;

  constructor(planned: PlannedFilm, signal: AbortSignal | undefined) {
    this.#planned = planned;
    this.#signal = signal;
    this.#own = new Map(
      planned.film.storyboard.segments.flatMap(({ source }) =>
        source.kind === 'file' ? [[source.file.sha256, source.file]] : [],
      ),
    );
  }

  /** Whether it is only that something could not be measured now: it may be the next time. */
  isPassing({ why }: Verdict): boolean {
    return why !== undefined && [...this.#failed.values()].includes(why);
  }

  /** Those that were not measured before. */
  async lacking(viewings: readonly Viewing[]): Promise<readonly Viewing[]> {
    const lacking: Viewing[] = [];
    for (const viewing of viewings)
      if (!(await keptFigures(this.#planned.film, viewing))) lacking.push(viewing);
    return lacking;
  }

  async measure(tools: Tools, viewing: Viewing): Promise<void> {
    const { film, bring } = this.#planned;
    const own = this.#own.get(viewing.footage);
    const odd = own && 'odd' in own.facts;
    const file = own ? ok(own.absolute) : await bring(viewing.footage, this.#signal);
    const found = odd
      ? err('a file of its kind is not looked at')
      : file.ok
        ? await measureFootage(tools, { file: file.value, span: viewing.span }, this.#signal)
        : err(file.error.message);
    if (found.ok) await keepFigures(film, viewing, found.value);
    else this.#failed.set(viewingName(viewing), found.error);
  }

  /** Undefined where something was not measured. One question's figures at a time are in memory. */
  async verdictOn(question: JudgeQuestion): Promise<Verdict | undefined> {
    const found = new Map<string, Figures | string>();
    for (const viewing of viewingsIn(question)) {
      const name = viewingName(viewing);
      const figures = this.#failed.get(name) ?? (await keptFigures(this.#planned.film, viewing));
      if (figures === undefined || this.#signal?.aborted) return undefined;
      found.set(
        name,
        typeof figures === 'string' || needsPictures(question) ? figures : withoutCells(figures),
      );
    }
    return verdict(question, (viewing) => found.get(viewingName(viewing)) ?? 'it was not measured');
  }
}

const needsPictures = ({ kind }: JudgeQuestion): boolean => kind === 'footage' || kind === 'seam';

/** What is asked of a whole film has all its footage in memory: then the small pictures are left out. */
const withoutCells = (figures: Figures): Figures => ({
  ...figures,
  pictures: { ...figures.pictures, cells: new Uint16Array() },
});
