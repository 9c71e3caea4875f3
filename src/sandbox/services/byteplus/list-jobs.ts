import type { ServedVideo } from '../../served-video.ts';

/** One page, newest first, of what fits the filters. */
export function listJobs<T extends { readonly status: string; readonly id: string; readonly model: string }>(
  oldestFirst: readonly ServedVideo[],
  tell: (video: ServedVideo) => T,
  query: URLSearchParams,
): { readonly total: number; readonly items: readonly T[] } {
  const number = (name: string, otherwise: number): number =>
    Math.max(1, Number(query.get(name)) || otherwise);
  const [page, size] = [number('page_num', 1), Math.min(500, number('page_size', 10))];
  const ids = query.getAll('filter.task_ids');
  const [status, model] = [query.get('filter.status'), query.get('filter.model')];
  const all = oldestFirst
    .toReversed()
    .map(tell)
    .filter((job) => ids.length === 0 || ids.includes(job.id))
    .filter((job) => status === null || job.status === status)
    .filter((job) => model === null || job.model === model);
  return { total: all.length, items: all.slice((page - 1) * size, page * size) };
}
