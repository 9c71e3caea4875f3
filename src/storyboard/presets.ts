import type { Margins } from '../core/frames.ts';
import type { Aspect, Resolution } from './model.ts';
import type { Preset as PresetName } from './schema.gen.ts';

/** What a film is like that is made for one place to show it. What the storyboard says itself counts more. */
export interface PresetFacts {
  readonly aspect: Aspect;
  readonly resolution: Resolution;
  /** LUFS; absent: there is no usual figure. */
  readonly loudness?: number;
  /** Seconds of the longest film that it takes; absent: any. */
  readonly longest?: number;
  /** What its own texts and buttons cover; absent: nothing. */
  readonly covered?: Margins;
  /** Where the figures are from, and when they were looked up. */
  readonly source: string;
  readonly date: string;
}

const minutes = 60;

/** 1080x1920 with 220 pixels at the top, 500 at the bottom and 180 at the sides: free in each of the upright apps. */
const uprightApps: Margins = { top: 220 / 1920, bottom: 500 / 1920, left: 180 / 1080, right: 180 / 1080 };

const upright = { aspect: '9:16', resolution: '1080p', loudness: -14, date: '2026-11-29' } as const;

export const presets: Readonly<Record<PresetName, PresetFacts>> = {
  tiktok: {
    ...upright,
    longest: 60 * minutes,
    covered: uprightApps,
    source:
      'length: TikTok Help Center, uploads. Covered parts: only drawings are published, so what is common to measurements. Loudness: not published, so what is usual.',
  },
  reels: {
    ...upright,
    longest: 3 * minutes,
    covered: { top: 0.14, bottom: 0.35, left: 0.06, right: 0.06 },
    source:
      'length: Instagram Help Center. Covered parts: Meta Ads Guide, Reels. Loudness: not published, so what is usual.',
  },
  shorts: {
    ...upright,
    longest: 3 * minutes,
    covered: uprightApps,
    source:
      'length: YouTube Help, 10059070. Covered parts: not published, so those of other upright apps. Loudness: what YouTube plays films at.',
  },
  youtube: {
    ...{ aspect: '16:9', resolution: '1080p', loudness: -14, longest: 12 * 60 * minutes },
    source: 'length: YouTube Help, 71673, for verified accounts. Loudness: what YouTube plays films at.',
    date: '2026-11-29',
  },
  square: {
    ...{ aspect: '1:1', resolution: '1080p', loudness: -14 },
    source: 'loudness: what is usual for films on phones.',
    date: '2026-11-29',
  },
  cinema: {
    ...{ aspect: '21:9', resolution: '1080p' },
    source: 'the shape of a wide film. Films for cinemas are mixed by ear, so no loudness is set.',
    date: '2026-11-29',
  },
};
