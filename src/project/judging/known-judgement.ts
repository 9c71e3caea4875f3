import { assemble } from '../../judge/assemble.ts';
import type { Judgement } from '../../judge/judgement.ts';
import { keyOf } from '../../judge/questions.ts';
import type { PlannedFilm } from '../film/film.ts';
import { keptVerdicts } from './cache.ts';
import { filmQuestions } from './film-questions.ts';

/**
 * What `judge` has found so far, as far as it still holds for the film as it is planned. Measures nothing and starts no program:
 * what was not judged is told as such.
 */
export async function knownJudgement(
  planned: Pick<PlannedFilm, 'film' | 'plan' | 'holdings'>,
): Promise<Judgement> {
  const verdicts = await keptVerdicts(planned.film);
  const asked = filmQuestions(planned).map((question) => ({
    question,
    verdict: verdicts.get(keyOf(question)),
  }));
  return assemble(
    asked,
    planned.film.storyboard.segments.map(({ id }) => id),
  );
}
