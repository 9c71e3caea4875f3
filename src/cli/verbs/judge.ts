import type { Correction } from '../../judge/judgement.ts';
import { selectableIn, selectSegments } from '../../planner/select.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../../project/film/film.ts';
import { judgeFilm } from '../../project/judging/judge-film.ts';
import { writeCorrections } from '../../project/judging/write-corrections.ts';
import type { World } from '../../project/machine/world.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { correctionText, judgementText, judgeProgressText } from '../../report/judge-text.ts';
import { withShortLines } from '../../report/short-lines.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Terminal } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly write?: true | undefined;
  readonly json?: true | undefined;
}

/** Advice, and nothing more: whatever is found, it ends well. */
export async function judge(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] }, flags.json);
  const { storyboard, segments: wanted } = told.value;
  const world = quietWorld(output);
  const request = await goingOn(output, world, filmRequest(storyboard, flags));
  const opened = await openPlan(world, request);
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const planned = opened.value;
  const selected = selectSegments(wanted, selectableIn(planned.film.storyboard));
  if (!selected.ok) return refuse(output, { why: 'input', diagnostics: selected.error }, flags.json);
  output.diagnostics(planned.notices);
  const interrupt = listenForInterrupt(output.tell, 'Stopping. What was measured is kept;');
  const draw = progressLine(output);
  const judged = await judgeFilm(world, planned, {
    ...(wanted.length > 0 && { segments: selected.value }),
    onProgress: (progress) => draw(judgeProgressText(progress, output.paintTell)),
    signal: interrupt.signal,
  });
  draw('');
  if (!judged.ok) return refuse(output, judged.error, flags.json);
  if (flags.json) output.result(JSON.stringify(judged.value, withShortLines, 2));
  else output.report(judgementText(judged.value, planned.film.storyboard.title, output.paintResult));
  if (interrupt.signal.aborted) return interrupt.code();
  const corrections = judged.value.findings.flatMap(({ correction }) => correction ?? []);
  return flags.write ? await write(output, { world, request, planned }, corrections) : exit.good;
}

interface Written {
  readonly world: World;
  readonly request: FilmRequest;
  readonly planned: PlannedFilm;
}

async function write(
  output: Terminal,
  { world, request, planned }: Written,
  corrections: readonly Correction[],
): Promise<Exit> {
  const written = await writeCorrections(world, request, planned, corrections);
  if (!written.ok) return refuse(output, { why: 'input', diagnostics: written.error });
  const lines = written.value.map(({ segment, write }) => `  ${correctionText(segment, write)}`);
  if (lines.length === 0) output.tell('Nothing was written: there is nothing to mend in the storyboard.');
  else output.tell([`Written into ${planned.film.located.named}:`, ...lines].join('\n'));
  return exit.good;
}
