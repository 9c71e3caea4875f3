import { hashOf } from '../core/canonical.ts';
import type { Storyboard } from '../storyboard/model.ts';

/** Parts of the film that are in no job and no entry of the timeline, by the names that people use. */
type Parts = Readonly<Record<string, unknown>>;

/**
 * What decides, beside the jobs and the timeline, how a film looks and sounds and what is made of it: a hash of each part.
 * A new member of a storyboard does not compile until it is listed here.
 */
export function partsOf(storyboard: Storyboard): Readonly<Record<string, string>> {
  const { title, format, platform, labels, scenes, audio, captions, outputs } = storyboard;
  const { music, narration, cues, loudness, keep } = audio;
  const elsewhere = {};
  const parts = {
    title: { title },
    format: { format: { ...format, platform } },
    platform: elsewhere,
    labels: { labels },
    // The chapters.
    scenes: { scenes },
    audio: { music, narration, 'sound cues': cues, loudness, "clips' sound": keep },
    captions: { captions },
    outputs: { outputs },
    segments: elsewhere,
    // Its place and names decide nothing; a cap is applied whenever something is paid for.
    ...{ file: elsewhere, folder: elsewhere, name: elsewhere, logline: elsewhere, maxCost: elsewhere },
    lintOff: elsewhere,
  } satisfies Readonly<Record<keyof Storyboard, Parts>>;
  const all = Object.values<Parts>(parts).flatMap(Object.entries);
  return Object.fromEntries(all.map(([part, value]) => [part, hashOf(bare(value) ?? null)]));
}

/** Without places in the storyboard; the user's files by their content. */
const bare = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(value, (key, one) => {
          if (key === 'place') return undefined;
          return typeof one === 'object' && one !== null && 'sha256' in one ? one.sha256 : one;
        }),
      );
