import { useEffect, useRef } from 'preact/hooks';
import { act } from './acts.ts';
import { eachDraw } from './clock.ts';
import { film, frame, marked, mode, muted, playing, rate, replayed, told } from './state.ts';
import { timecode } from './words.ts';

/** Where the film is, and what plays it. */
export function Transport() {
  const now = film.value;
  const slider = useRef<HTMLInputElement>(null);
  const clock = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const at = Math.floor(frame.value);
      const { fps = 24 } = film.value ?? {};
      const text = timecode(at, fps);
      if (clock.current && clock.current.textContent !== text) clock.current.textContent = text;
      if (slider.current && document.activeElement !== slider.current) slider.current.value = String(at);
    };
    eachDraw.add(draw);
    return () => void eachDraw.delete(draw);
  }, []);
  if (!now) return null;
  const { from, to } = playing.value;
  const isMarked = marked.value.from !== undefined && marked.value.to !== undefined;
  return (
    <div class="transport" role="toolbar" aria-label="Playing">
      <button
        type="button"
        onClick={() => act('play')}
        aria-label={rate.value === 0 ? 'Play' : 'Pause'}
        title="Space"
      >
        {rate.value === 0 ? '▶' : '❚❚'}
      </button>
      {/* Not an `output`: a screen reader would read out each frame of a film that plays. */}
      <div class="time" role="timer" ref={clock} aria-label="Time">
        {timecode(frame.value, now.fps)}
      </div>
      <input
        ref={slider}
        type="range"
        aria-label="Frame"
        min={from}
        max={to - 1}
        step={1}
        defaultValue={String(Math.floor(frame.value))}
        onInput={(event) => {
          rate.value = 0;
          frame.value = Number(event.currentTarget.value);
        }}
      />
      <span class="duration">{timecode(to, now.fps)}</span>
      {rate.value !== 0 && rate.value !== 1 && <span class="badge">{rate.value} ×</span>}
      {isMarked && <span class="badge">range</span>}
      <button type="button" onClick={() => act('seam')} aria-pressed={mode.value === 'seam'} title="S">
        Seam
      </button>
      <button type="button" onClick={() => act('mute')} aria-pressed={muted.value} title="M">
        {muted.value ? 'Sound off' : 'Sound'}
      </button>
    </div>
  );
}

/** How it was made: the journal, played again. */
export function Replay() {
  const at = replayed.value;
  const all = told.value;
  useEffect(() => {
    if (at === undefined || at >= all.length) return;
    const timer = setTimeout(
      () => {
        replayed.value = at + 1;
      },
      Math.max(40, Math.min(600, 12_000 / Math.max(1, all.length))),
    );
    return () => clearTimeout(timer);
  }, [at]);
  if (at === undefined) return null;
  const last = all[at - 1];
  return (
    <div class="replay" role="toolbar" aria-label="Replay">
      <button
        type="button"
        onClick={() => {
          replayed.value = 0;
        }}
      >
        Replay
      </button>
      <input
        type="range"
        aria-label="Events"
        min={0}
        max={all.length}
        value={at}
        onInput={(event) => {
          replayed.value = Number(event.currentTarget.value);
        }}
      />
      <span class="hint">
        {at} of {all.length} events
        {last &&
          ` · ${last.time.slice(0, 19).replace('T', ' ')} · ${last.type}${'segment' in last ? ` ${last.segment}` : ''}`}
      </span>
      <button type="button" onClick={() => act('replay')}>
        Now
      </button>
    </div>
  );
}
