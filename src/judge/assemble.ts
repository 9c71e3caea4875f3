import type { ChainJudgement, FootageJudgement, JudgedState, Judgement, SeamJudgement } from './judgement.ts';
import type { JudgeQuestion } from './questions.ts';
import type { Verdict } from './verdict.ts';

export interface JudgeAsked {
  readonly question: JudgeQuestion;
  /** Absent: it was not answered yet. */
  readonly verdict: Verdict | undefined;
}

/** What is known of a film, from the verdicts that there are. */
export function assemble(asked: readonly JudgeAsked[], segments: readonly string[]): Judgement {
  const order = new Map(segments.map((id, n) => [id, n]));
  const findings = asked.flatMap(({ verdict }) => verdict?.findings ?? []);
  return {
    schemaVersion: 1,
    footage: asked.flatMap(footageOf),
    seams: asked.flatMap(seamOf),
    chains: asked.flatMap(chainOf),
    findings: findings.toSorted((a, b) => (order.get(a.segment) ?? 0) - (order.get(b.segment) ?? 0)),
  };
}

function footageOf({ question, verdict }: JudgeAsked): readonly FootageJudgement[] {
  if (question.kind !== 'footage') return [];
  const { segment, take, viewing } = question;
  const figures = verdict?.footage;
  return [
    {
      ...{ segment, ...(take !== undefined && { take }), footage: viewing.footage },
      ...{ state: stateOf(verdict), ...(figures && { figures }) },
    },
  ];
}

function stateOf(verdict: Verdict | undefined): JudgedState {
  if (verdict === undefined) return { kind: 'not-judged' };
  return verdict.why === undefined ? { kind: 'judged' } : { kind: 'not-judged', why: verdict.why };
}

function seamOf({ question, verdict }: JudgeAsked): readonly SeamJudgement[] {
  if (question.kind !== 'seam') return [];
  const { kind, before, after } = question.seam;
  return [
    {
      ...{ kind, before: before.segment, after: after.segment, at: Number(after.at.toFixed(3)) },
      ...{ state: stateOf(verdict), ...(verdict?.seam && { figures: verdict.seam }) },
    },
  ];
}

const chainOf = ({ question, verdict }: JudgeAsked): readonly ChainJudgement[] =>
  question.kind === 'chain' && verdict?.links ? [{ links: verdict.links }] : [];
