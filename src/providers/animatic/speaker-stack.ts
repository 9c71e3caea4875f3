import { alone, type Stack } from './camera.ts';
import type { Spoken } from './speech.ts';

/** One painting for each who speaks, and which of them is shown when. Nobody speaks in the first if there is only one. */
export interface SpeakerStack extends Stack {
  /** Who speaks in each painting. */
  readonly speakers: readonly (number | undefined)[];
}

export function speakerStack(spoken: readonly Spoken[]): SpeakerStack {
  const names = [...new Set(spoken.map(({ lines }) => lines[0]?.who))];
  const turns = spoken.map(({ lines, from }) => ({ from, speaker: names.indexOf(lines[0]?.who) }));
  if (turns.length < 2) return { ...alone, speakers: [turns[0]?.speaker] };
  return {
    count: names.length,
    speakers: names.map((_, i) => i),
    shown: (frame) =>
      turns
        .map(({ from, speaker }, i) => ({ from, step: speaker - (turns[i - 1]?.speaker ?? 0) }))
        .filter(({ step }) => step !== 0)
        .map(({ from, step }) => `${step}*gte(${frame},${from})`)
        .join('+') || '0',
  };
}
