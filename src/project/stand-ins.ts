import type { Intent } from '../store/record.ts';
import type { LoadedFilm } from './film.ts';

/**
 * Ids of the segments whose footage only stands in for some that was really made before, for the segment or, should
 * it have been renamed since, for its prompt. All of them, where nothing of it is real and something was before.
 */
export function standIns(
  { storyboard, providers }: LoadedFilm,
  before: readonly Intent[],
): readonly string[] {
  const standsIn = (provider: string): boolean => providers.data.get(provider)?.standsIn ?? false;
  const real = before.filter(({ request }) => !standsIn(request.provider));
  const segments = new Set(real.map(({ segment }) => segment));
  const prompts = new Set(real.map(({ request }) => request.prompt));
  const made = storyboard.segments.flatMap(({ id, provider, source }) =>
    'prompt' in source ? [{ id, provider, prompt: source.prompt }] : [],
  );
  // Nothing of the real film is left in it, whatever its segments are called now.
  const isAll = real.length > 0 && made.every(({ provider }) => standsIn(provider));
  return made
    .filter(
      ({ id, provider, prompt }) =>
        isAll || (standsIn(provider) && (segments.has(id) || prompts.has(prompt))),
    )
    .map(({ id }) => id);
}
