import { hashOf } from '../../core/canonical.ts';
import { figureText } from '../../core/figure-text.ts';
import type { Finding, SeamJudgement } from '../../judge/judgement.ts';
import { seamLimits } from '../../judge/seam-limits.ts';
import type { PlannedFilm } from '../../project/film/film.ts';
import { knownJudgement } from '../../project/judging/known-judgement.ts';
import { correctionText } from '../../project/judging/write-corrections.ts';
import type { ShownFinding, ShownJudgement, ShownSeam } from './shown.ts';

/** What `judge` has found so far. Measures nothing. */
export async function tellJudgement(planned: PlannedFilm): Promise<ShownJudgement> {
  const { findings, footage, seams } = await knownJudgement(planned);
  return {
    findings: findings.map((one) => shownFinding(one, planned)),
    seams: seams.map(shownSeam),
    waiting: [...footage, ...seams].filter(({ state }) => state.kind === 'not-judged' && !('why' in state))
      .length,
    unjudged: footage.flatMap(({ segment, take, state }) =>
      state.kind === 'not-judged' && state.why !== undefined
        ? [{ segment, ...(take !== undefined && { take }), why: state.why }]
        : [],
    ),
  };
}

/** What the page calls a finding. */
export const findingId = (finding: Finding): string => hashOf(finding).slice(0, 16);

function shownFinding(finding: Finding, planned: PlannedFilm): ShownFinding {
  const { figure, correction, kind: _, ...told } = finding;
  return {
    ...told,
    id: findingId(finding),
    figure: figureText(figure),
    ...(correction && {
      mends: { segment: correction.segment, write: correctionText(correction, planned) },
    }),
  };
}

const shownSeam = ({ before, after, at, state, figures }: SeamJudgement): ShownSeam => ({
  ...{ before, after, at },
  ...(state.kind === 'not-judged' && state.why !== undefined && { why: state.why }),
  figures: figures
    ? seamLimits(figures).map(
        ({ name, measured, threshold, unit }) =>
          [name, `${measured} ${unit} (a finding from ${threshold})`] as const,
      )
    : [],
});
