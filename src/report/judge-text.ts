import { figureText } from '../core/figure-text.ts';
import type { Finding, FindingKind, Judgement } from '../judge/judgement.ts';
import type { JudgeProgress } from '../project/judging/judge-film.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { cell, table } from './table.ts';
import { count } from './units.ts';

/** What was found, each figure beside its threshold, and what could not be judged. */
export function judgementText(judgement: Judgement, title: string, paint: Paint): string {
  const { footage, seams, findings } = judgement;
  const rows = findings.map((finding) => [
    cell(placeText(finding)),
    cell(printable(finding.message), (text) => paint('yellow', text)),
    cell(printable(figureText(finding.figure)), (text) => paint('dim', text)),
  ]);
  const missed = [...footage, ...seams].flatMap((one) =>
    one.state.kind === 'not-judged' ? [notJudged(one, one.state.why)] : [],
  );
  const judged = [...footage, ...seams].length - missed.length;
  return [
    paint('bold', printable(title)),
    ...(rows.length > 0 ? [table(rows), ''] : []),
    ...missed,
    totalText(judgement, judged),
  ].join('\n');
}

function totalText({ footage, seams, findings }: Judgement, judged: number): string {
  if (footage.length === 0) return 'No footage is made yet.';
  if (judged === 0) return 'Nothing was judged.';
  const looked = `${count(footage.length, 'clip')}${seams.length > 0 ? ` and ${count(seams.length, 'seam')}` : ''}`;
  const found = findings.length === 0 ? 'Nothing was found' : `${count(findings.length, 'finding')}`;
  const some = findings.filter(({ correction }) => correction).length;
  const which = some < findings.length ? `${some} of them` : some === 1 ? 'it' : 'them';
  const advice = some === 0 ? '' : ` \`storycut judge --write\` mends ${which} in the storyboard.`;
  return `${found} in ${looked}. ${findings.length > 0 ? 'Look for yourself: nothing is stopped by this.' : ''}${advice}`.trim();
}

const placeText = ({ segment, take, after }: Finding): string =>
  after !== undefined && after !== segment
    ? `${printable(after)} → ${printable(segment)}`
    : `${printable(segment)}${take !== undefined && take > 1 ? `, take ${take}` : ''}`;

function notJudged(
  one: Judgement['footage'][number] | Judgement['seams'][number],
  why: string | undefined,
): string {
  const what = 'before' in one ? `${one.before} → ${one.after}` : one.segment;
  return `Not judged: ${printable(what)}${why === undefined ? '' : ` (${printable(why)})`}.`;
}

/** What `judge --write` wrote. */
export const correctionText = (segment: string, write: string): string =>
  `${printable(segment)}: ${printable(write)}`;

export const judgeProgressText = ({ file, of }: JudgeProgress, paint: Paint): string =>
  paint('dim', `looking at file ${file} of ${of}`);

/** Findings in a few words, each kind once: `frozen, cut inside`. */
export const foundText = (findings: readonly Pick<Finding, 'kind'>[]): string =>
  [...new Set(findings.map(({ kind }) => kindTexts[kind]))].join(', ');

const kindTexts: Readonly<Record<FindingKind, string>> = {
  black: 'black',
  frozen: 'frozen',
  'cut-inside': 'cut inside',
  bars: 'bars',
  silent: 'silent',
  'clipped-sound': 'clipped sound',
  length: 'wrong length',
  size: 'wrong size',
  rate: 'wrong rate',
  'repeated-frame': 'repeated frame',
  jump: 'jump',
  'light-step': 'light step',
  'colour-step': 'colour step',
  drift: 'drift',
  'loudness-step': 'loudness step',
};
