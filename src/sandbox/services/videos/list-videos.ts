import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { Form } from '../../form.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { SandboxDialect } from './dialect.ts';

/** One page of the videos, after the one named by `after`; newest first by default. */
export function listVideos(
  oldestFirst: readonly ServedVideo[],
  query: URLSearchParams,
  { shown, listed = pageOf }: Pick<SandboxDialect, 'shown' | 'listed'>,
): Result<Answer, CallProblem> {
  const form = new Form(Object.fromEntries(query));
  const limit = form.whole('limit', 20, 0, 100);
  const order = form.choice('order', ['desc', 'asc']);
  const videos = order === 'asc' ? oldestFirst : oldestFirst.toReversed();
  const after = query.get('after');
  const at = after === null ? -1 : videos.findIndex(({ id }) => id === after);
  if (after !== null && at < 0) {
    return err(invalid('after', `Invalid 'after': no video with id '${after}'.`));
  }
  const page = videos.slice(at + 1, at + 1 + limit);
  const answer = json(200, listed(page.map(shown), { page, more: at + 1 + page.length < videos.length }));
  const read = form.done(answer);
  return read.ok ? ok(answer) : read;
}

const pageOf: NonNullable<SandboxDialect['listed']> = (data, { page, more }) => ({
  object: 'list',
  data,
  first_id: page[0]?.id ?? null,
  last_id: page.at(-1)?.id ?? null,
  has_more: more,
});
