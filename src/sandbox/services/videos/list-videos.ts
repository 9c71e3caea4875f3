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
  { shown, listed = pageOf, listsAll }: Pick<SandboxDialect, 'shown' | 'listed' | 'listsAll'>,
): Result<Answer, CallProblem> {
  const form = new Form(Object.fromEntries(query));
  const limit = listsAll && !query.has('limit') ? oldestFirst.length : form.whole('limit', 20, 0, 100);
  const order = form.choice('order', ['desc', 'asc']);
  const videos = order === 'asc' ? oldestFirst : oldestFirst.toReversed();
  const after = query.get('after');
  const at = after === null ? -1 : videos.findIndex(({ id }) => id === after);
  const isLost = after !== null && at < 0;
  if (isLost && !listsAll) return err(invalid('after', `Invalid 'after': no video with id '${after}'.`));
  const left = isLost ? [] : videos.slice(at + 1);
  const page = left.slice(0, limit);
  const answer = json(200, listed(page.map(shown), { page, more: page.length < left.length }));
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
