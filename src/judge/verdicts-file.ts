import { findingKinds } from './judgement.ts';
import { version } from './thresholds.ts';
import type { Verdict } from './verdict.ts';

/** Verdicts by the keys of their questions. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export const verdictsToText = (verdicts: Verdicts): string =>
  `${JSON.stringify({ version, verdicts: Object.fromEntries(verdicts) })}\n`;

/** The folder is untrusted: anything but verdicts as this version writes them is ignored. */
export function verdictsFromText(text: string): Verdicts {
  try {
    const value: { readonly version: unknown; readonly verdicts: Readonly<Record<string, Verdict>> } =
      JSON.parse(text);
    if (value.version !== version) return new Map();
    return new Map(Object.entries(value.verdicts).filter(([key, one]) => isKey(key) && isVerdict(one)));
  } catch {
    return new Map();
  }
}

const isKey = (key: string): boolean => /^[0-9a-f]{64}$/.test(key);

function isVerdict({ findings, footage, seam, links, why }: Verdict): boolean {
  return (
    Array.isArray(findings) &&
    findings.every(isFinding) &&
    (why === undefined || typeof why === 'string') &&
    [footage, seam].every((figures) => figures === undefined || areNumbers(figures)) &&
    (links === undefined ||
      (Array.isArray(links) &&
        links.every(({ segment, ...figures }) => typeof segment === 'string' && areNumbers(figures))))
  );
}

const areNumbers = (figures: object): boolean => Object.values(figures).every(Number.isFinite);

function isFinding(finding: Verdict['findings'][number]): boolean {
  const { kind, segment, take, after, from, to, figure, message, correction } = finding;
  const numbers = [take, from, to].filter((one) => one !== undefined);
  return (
    findingKinds.includes(kind) &&
    [segment, message, figure.name, figure.unit].every((text) => typeof text === 'string') &&
    (after === undefined || typeof after === 'string') &&
    [...numbers, figure.measured, figure.threshold].every(Number.isFinite) &&
    (correction === undefined || isCorrection(correction))
  );
}

function isCorrection(correction: NonNullable<Verdict['findings'][number]['correction']>): boolean {
  if (typeof correction.segment !== 'string') return false;
  return correction.kind === 'volume'
    ? Number.isFinite(correction.decibels)
    : ['trim-start', 'trim-end'].includes(correction.kind) && Number.isSafeInteger(correction.frames);
}
