import { asLastRun, choiceFlags } from '../project/film/choices.ts';
import type { FilmRequest } from '../project/film/film.ts';
import type { World } from '../project/machine/world.ts';
import type { OutputRequest } from '../project/outputs/output-files.ts';
import { printable } from '../report/printable.ts';
import type { Terminal } from './output.ts';

type Named = FilmRequest & Pick<OutputRequest, 'output' | 'partial' | 'preview'>;

/** Makes advised commands be about a film: `typed` are the flags on the command line that choose its makers. */
export const aboutFilm = (output: Terminal, request: Named, typed = choiceFlags(request)): void =>
  output.about({
    storyboard: request.storyboard,
    output: request.output,
    cut: cutFlags(request),
    typed,
    inForce: choiceFlags(request),
  });

const cutFlags = ({ partial, preview }: Named): string =>
  [...(partial ? ['--partial'] : []), ...(preview ? ['--preview'] : [])].join(' ');

/** For verbs that continue a film: what the command line leaves out is taken from the last run, and reported. */
export async function goingOn<R extends Named>(output: Terminal, world: World, request: R): Promise<R> {
  const continued = await asLastRun(world, request);
  aboutFilm(output, continued.request, choiceFlags(request));
  if (continued.flags !== '') output.tell(`As in the last run: ${printable(continued.flags)}`);
  return continued.request;
}
