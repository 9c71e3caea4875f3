/** What is looked at: all of it is in the page's address, so that a link leads to the same. */
export interface Looking {
  readonly mode: StageMode;
  readonly segment: string;
  /** Keys of the takes that are compared. */
  readonly takes: readonly number[];
  /** Of the film. */
  readonly frame: number;
}

const modes = ['film', 'seam', 'take', 'grid', 'blink', 'wipe', 'onion', 'difference', 'paper'] as const;
export type StageMode = (typeof modes)[number];

/** Modes that show takes of one segment. */
export const showsTakes = (mode: StageMode): boolean =>
  mode === 'take' || mode === 'grid' || comparesTwo(mode);

export const comparesTwo = (mode: StageMode): boolean =>
  mode === 'blink' || mode === 'wipe' || mode === 'onion' || mode === 'difference';

export function toAddress({ mode, segment, takes, frame }: Looking): string {
  const parts = new URLSearchParams({
    ...(segment !== '' && { segment }),
    ...(takes.length > 0 && { takes: takes.join('.') }),
    frame: String(Math.floor(frame)),
    ...(mode !== 'film' && { mode }),
  });
  return `#${parts}`;
}

/** Whatever an address says, something that can be shown. */
export function fromAddress(hash: string): Looking {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const mode = parts.get('mode');
  const frame = Number(parts.get('frame') ?? 0);
  return {
    mode: modes.find((one) => one === mode) ?? 'film',
    segment: parts.get('segment') ?? '',
    takes: (parts.get('takes') ?? '')
      .split('.')
      .map(Number)
      .filter((take) => Number.isSafeInteger(take) && take > 0)
      .slice(0, 4),
    frame: Number.isFinite(frame) && frame > 0 ? Math.floor(frame) : 0,
  };
}
