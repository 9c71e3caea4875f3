import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { editSegment, writtenIn } from '../../project/film/edit-storyboard.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../../project/film/film.ts';
import { pickTake } from '../../project/film/pick.ts';
import type { World } from '../../project/machine/world.ts';
import type { HttpRefusal } from '../http/judge.ts';
import type { Doing } from '../http/serve.ts';
import { fieldsOf } from './asked.ts';

/** The film that a page is about. */
export interface ReviewedFilm {
  readonly world: World;
  readonly request: FilmRequest;
}

/** What the page may write into the storyboard. */
export const editDoings = (reviewed: ReviewedFilm): Readonly<Record<string, Doing>> => ({
  async pick(asked) {
    const fields = fieldsOf(asked, { segment: 'name', take: 'count', why: 'text?' });
    if (!fields.ok) return fields;
    const { segment, take, why } = fields.value;
    const opened = await openFilm(reviewed);
    if (!opened.ok) return opened;
    const said = why?.trim();
    const picked = await pickTake(opened.value.film, opened.value.plan, segment, take, said || undefined);
    return picked.ok ? ok({}) : err(refusal(picked.error));
  },

  async lock(asked) {
    const fields = fieldsOf(asked, { segment: 'name', lock: 'flag' });
    if (!fields.ok) return fields;
    const { segment, lock } = fields.value;
    return await write(reviewed, segment, [['lock', lock ? true : undefined]]);
  },

  async prompt(asked) {
    const fields = fieldsOf(asked, { segment: 'name', was: 'text', prompt: 'text' });
    if (!fields.ok) return fields;
    const { segment, was, prompt } = fields.value;
    if (prompt.trim() === '') return err({ status: 400, message: 'A prompt has to say something.' });
    const opened = await openFilm(reviewed);
    if (!opened.ok) return opened;
    // Somebody may have changed it in an editor since the page showed it.
    if ((await writtenIn(opened.value.film, segment, 'prompt')) !== was)
      return err({
        status: 409,
        message: `The prompt of ${segment} is another one in the storyboard by now. Look at it, and change it again.`,
      });
    return await write(reviewed, segment, [['prompt', prompt]]);
  },
});

async function write(
  reviewed: ReviewedFilm,
  segment: string,
  keys: Parameters<typeof editSegment>[2],
): Promise<Result<unknown, HttpRefusal>> {
  const opened = await openFilm(reviewed);
  if (!opened.ok) return opened;
  const { film } = opened.value;
  if (!film.storyboard.segments.some(({ id }) => id === segment))
    return err({ status: 404, message: `There is no segment ${segment}.` });
  const written = await editSegment(film, segment, keys);
  if (written.ok) return ok({});
  return err({
    status: 409,
    message: `It can't be written into the storyboard: ${written.error}. Change ${segment} in an editor.`,
  });
}

export async function openFilm({ world, request }: ReviewedFilm): Promise<Result<PlannedFilm, HttpRefusal>> {
  const opened = await openPlan(world, request);
  return opened.ok ? opened : err(refusal(opened.error.diagnostics));
}

/** What was refused, for people: the first error, and how to mend it. */
export function refusal(diagnostics: readonly Diagnostic[]): HttpRefusal {
  const worst = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  const { message = 'It was refused.', help } = worst ?? {};
  return { status: 409, message: help === undefined ? message : `${message} ${help}` };
}
