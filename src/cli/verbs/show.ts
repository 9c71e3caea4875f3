import { openPlan } from '../../project/film.ts';
import { aboutPicks } from '../../project/pick.ts';
import { unknownSegment } from '../../project/unknown-segment.ts';
import { showText } from '../../report/show-text.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest, splitStoryboard } from '../flags.ts';
import type { Output } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
}

export async function show(output: Output, names: readonly string[], flags: Flags): Promise<Exit> {
  const { storyboard, rest } = splitStoryboard(names);
  const [segment] = rest;
  if (segment === undefined || rest.length > 1) {
    output.tell('error: show takes one segment, as in `storycut show climb`.');
    return exit.wrongInput;
  }
  const opened = await openPlan(quietWorld(), filmRequest(storyboard, flags));
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const { film, plan } = opened.value;
  const known = film.storyboard.segments.map(({ id }) => id);
  if (!known.includes(segment)) {
    return refuse(output, { why: 'input', diagnostics: [unknownSegment(segment, known)] }, flags.json);
  }
  output.diagnostics(aboutPicks(plan).filter((diagnostic) => diagnostic.segment === segment));
  if (flags.json) {
    const ids = new Set(plan.takes.filter((take) => take.segment === segment).flatMap((take) => take.jobs));
    const jobs = plan.jobs.filter((job) => ids.has(job.id));
    output.result(JSON.stringify({ schemaVersion: 1, segment, jobs }, null, 2));
  } else {
    output.result(showText(plan, segment, output.paintResult));
  }
  return exit.good;
}
