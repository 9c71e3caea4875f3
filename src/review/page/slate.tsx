import type { ShownSegment } from '../film/shown.ts';
import { film } from './state.ts';
import { seconds, stateWord, visible } from './words.ts';

/** Words of a prompt that are enough to know the shot by. */
const mostWords = 24;

/** In place of footage: what belongs here, and why it is not seen. */
export function Slate({
  segment,
  frames,
  fps,
  share = 0,
  why,
}: {
  readonly segment: ShownSegment | undefined;
  readonly frames: number;
  readonly fps: number;
  /** How much of it is over. */
  readonly share?: number;
  /** Absent: it is not made. */
  readonly why?: string;
}) {
  if (!segment) return null;
  const { id, scene, state, prompt = '' } = segment;
  const known = film.value?.scenes.find((one) => one.id === scene);
  return (
    <div class="slate" data-state={state}>
      <p class="slate-why">{why ?? 'No footage yet'}</p>
      <p class="slate-id">{id}</p>
      <p class="slate-state">
        {[visible(known?.title ?? scene), seconds(frames, fps), why === undefined && stateWord(state)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p class="slate-prompt" dir="auto">
        {visible(firstWords(prompt))}
      </p>
      <div class="slate-bar" style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}

function firstWords(prompt: string): string {
  const words = prompt.trim().split(/\s+/);
  const first = words.slice(0, mostWords).join(' ').slice(0, 200);
  return first.length < words.join(' ').length ? `${first} …` : first;
}
