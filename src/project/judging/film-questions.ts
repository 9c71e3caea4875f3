import { type JudgeQuestion, questionsOf } from '../../judge/questions.ts';
import type { PlannedFilm } from '../film/film.ts';

/** Everything that is asked of a film's footage, and of the user's own files, by their hash. */
export function filmQuestions({
  film,
  plan,
  holdings,
}: Pick<PlannedFilm, 'film' | 'plan' | 'holdings'>): readonly JudgeQuestion[] {
  const { storyboard, providers } = film;
  return questionsOf({
    ...{ storyboard, plan, holdings },
    jobs: new Map(plan.jobs.map((job) => [job.fingerprint, job])),
    hasSound: (provider, model) =>
      providers.data.get(provider)?.models.find((one) => one.model === model)?.sound !== 'never',
  });
}
