import { rounded } from '../fold.ts';
import type { Finding, LinkFigures } from '../judgement.ts';
import { thresholds } from '../thresholds.ts';

/** How the later links of a chain differ from its first one: each in what it differs most. */
export function driftIn(links: readonly LinkFigures[]): readonly Finding[] {
  const [first, ...later] = links;
  if (first === undefined) return [];
  return later.flatMap((link, index): readonly Finding[] => {
    const [most] = driftsOf(first, link).toSorted((a, b) => b.excess - a.excess);
    if (most === undefined || most.excess < 1) return [];
    const percent = rounded(100 * most.share, 0);
    return [
      {
        kind: 'drift',
        segment: link.segment,
        after: first.segment,
        figure: {
          ...{ name: most.name, measured: percent, threshold: 100 * most.threshold },
          unit: '% from the first link',
        },
        message: `Link ${index + 2} of the chain is ${Math.abs(percent)} % ${percent < 0 ? most.less : most.more} than the first.`,
      },
    ];
  });
}

function driftsOf(first: LinkFigures, link: LinkFigures) {
  const drift = (name: 'luma' | 'saturation' | 'sharpness', floor: number, threshold: number) => {
    const base = Math.max(floor, first[name] - (name === 'luma' ? 16 : 0));
    const share = (link[name] - first[name]) / base;
    return { name, share, threshold, excess: Math.abs(share) / threshold };
  };
  return [
    { ...drift('luma', 20, thresholds.driftLight), less: 'darker', more: 'lighter' },
    { ...drift('saturation', 8, thresholds.driftSaturation), less: 'paler', more: 'more colourful' },
    { ...drift('sharpness', 0.2, thresholds.driftSharpness), less: 'softer', more: 'sharper' },
  ];
}
