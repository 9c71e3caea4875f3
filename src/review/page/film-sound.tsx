import { computed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ShownPassage } from '../film/shown.ts';
import { followClock } from './follow-clock.ts';
import { useFollowing } from './following.ts';
import { gainAt } from './gain.ts';
import { counterpart } from './here.ts';
import { film, frame, muted, rate } from './state.ts';

/** Seconds before it is heard that a recording is loaded. */
const ahead = 4;
/** Frames that sound may be off before its speed is changed. */
const slack = 1.5;

/** Positions of the recordings that are heard now or soon. */
let before: readonly number[] = [];
const near = computed<readonly number[]>(() => {
  const { sound = [], fps = 24 } = film.value ?? {};
  const at = frame.value / fps;
  const now = sound.flatMap(({ start, end }, i) => (at >= start - ahead && at < end ? [i] : []));
  if (now.length !== before.length || now.some((one, i) => one !== before[i])) before = now;
  return before;
});

/** Music, narration and cues, in step with the film. */
export function FilmSound() {
  const { sound = [] } = film.value ?? {};
  return (
    <>
      {near.value.map((i) => {
        const passage = sound[i];
        return passage && <Recording key={`${i} ${passage.hash}`} passage={passage} />;
      })}
    </>
  );
}

function Recording({ passage }: { readonly passage: ShownPassage }) {
  const { hash, start, end, from } = passage;
  const ref = useRef<HTMLAudioElement>(null);
  useFollowing(ref, hash, (player) => {
    const { fps = 24 } = film.value ?? {};
    const at = frame.value / fps;
    const isHeard = at >= start && at < end;
    player.muted = muted.value || rate.value <= 0 || !isHeard;
    player.volume = Math.min(1, gainAt(passage, at));
    if (isHeard) return followClock(player, from + at - start, 1, fps, slack) ? 'behind' : 'here';
    if (!player.paused) player.pause();
    // It waits at its beginning.
    if (Math.abs(player.currentTime - from) > 0.02 && !player.seeking) player.currentTime = from;
    return 'away';
  });
  const source = counterpart().media(hash);
  return source === undefined ? null : <audio ref={ref} src={source} preload="auto" muted />;
}
