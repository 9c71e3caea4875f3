import { err, ok, type Result } from '../../core/result.ts';
import { type JudgeProgress, judgeFilm } from '../../project/judging/judge-film.ts';
import { knownJudgement } from '../../project/judging/known-judgement.ts';
import { writeCorrections } from '../../project/judging/write-corrections.ts';
import { findingId } from '../film/tell-judgement.ts';
import type { HttpRefusal } from '../http/judge.ts';
import type { Doing } from '../http/serve.ts';
import { fieldsOf } from './asked.ts';
import { openFilm, type ReviewedFilm, refusal } from './edits.ts';

/** What a page hears of its judging: how far it is, or that it is over, and why if it could not be done. */
export type HeardJudging =
  | ({ readonly kind: 'judging' } & JudgeProgress)
  | { readonly kind: 'over'; readonly why?: string };

export interface PageJudging {
  readonly judge: Doing;
  /** What was measured is kept. */
  stop(): Promise<void>;
}

/** Looks at all footage that is made, as `storycut judge` does. */
export function judgingFor(reviewed: ReviewedFilm, hear: (heard: HeardJudging) => void): PageJudging {
  const ending = new AbortController();
  let running: Promise<void> | undefined;

  async function judge(): Promise<Result<unknown, HttpRefusal>> {
    const opened = await openFilm(reviewed);
    if (!opened.ok) return opened;
    running ??= judgeFilm(reviewed.world, opened.value, {
      onProgress: (progress) => hear({ kind: 'judging', ...progress }),
      signal: ending.signal,
    })
      .then(
        (judged) => (judged.ok ? undefined : refusal(judged.error.diagnostics).message),
        (error: unknown) => String(error),
      )
      .then((why) => hear({ kind: 'over', ...(why !== undefined && { why }) }))
      .finally(() => {
        running = undefined;
      });
    return ok({});
  }

  return {
    judge: async (asked) => {
      const fields = fieldsOf(asked, {});
      return fields.ok ? await judge() : fields;
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

/** Writes the correction of a finding into the storyboard. */
export const mendDoing =
  (reviewed: ReviewedFilm): Doing =>
  async (asked) => {
    const fields = fieldsOf(asked, { id: 'id' });
    if (!fields.ok) return fields;
    const opened = await openFilm(reviewed);
    if (!opened.ok) return opened;
    const { findings } = await knownJudgement(opened.value);
    const correction = findings.find((one) => findingId(one) === fields.value.id)?.correction;
    if (!correction) return err({ status: 404, message: 'That is not found any more.' });
    const written = await writeCorrections(reviewed.world, reviewed.request, opened.value, [correction]);
    return written.ok ? ok({}) : err(refusal(written.error));
  };
