import { signal } from '@preact/signals';
import type { ShownSegment } from '../film/shown.ts';
import { followClock } from './follow-clock.ts';
import { FilmVideo, fitOf, Pane } from './footage.tsx';
import { rangeOf, sourceTime } from './layers.ts';
import { Slate } from './slate.tsx';
import { compared, current, film, frame, mode, muted, rate, segment, wipeAt } from './state.ts';
import { takeName } from './words.ts';

/** Which of two takes is seen while they blink. */
export const blinked = signal(false);
/** The key of the take that is heard; undefined: the first. */
const loud = signal<number | undefined>(undefined);

/** Takes of a segment, in step to the frame: side by side, or one over the other. */
export function TakesStage() {
  const now = film.value;
  const own = segment.value;
  if (!now || !own) return null;
  const keys = compared.value;
  const ratio = { '--ratio': now.size.width / now.size.height };
  const range = rangeOf(now, own.id);
  if (keys.length === 0)
    return (
      <div class="frame" style={ratio}>
        <Slate segment={own} frames={range ? range.to - range.from : 0} fps={now.fps} />
      </div>
    );
  if (mode.value === 'grid' || mode.value === 'take')
    return (
      <div class="panes" data-count={keys.length} style={ratio}>
        {keys.map((key) => (
          <Pane
            key={key}
            heard={(loud.value ?? keys[0]) === key}
            onHear={() => {
              loud.value = key;
            }}
            title={`${takeName(own, key)}${own.takes[key - 1]?.picked ? ' · in the cut' : ''}`}
          >
            <TakeVideo segment={own} take={key} heard={(loud.value ?? keys[0]) === key} />
          </Pane>
        ))}
      </div>
    );
  return <TwoTakes segment={own} keys={keys} />;
}

function TwoTakes({
  segment: own,
  keys: [a, b],
}: {
  readonly segment: ShownSegment;
  readonly keys: readonly number[];
}) {
  const now = film.value;
  if (!now || a === undefined) return null;
  if (b === undefined)
    return <p class="empty">{own.id} has one take. Press R to make another, and compare them.</p>;
  const how = mode.value;
  const names = `${takeName(own, a)} and ${takeName(own, b)}`;
  return (
    <figure class="pane" style={{ '--ratio': now.size.width / now.size.height }}>
      <div
        class="frame over"
        data-mode={how}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          wipeAt.value = Math.min(1, Math.max(0, (event.clientX - left) / width));
        }}
      >
        <div class="layer" style={{ visibility: how === 'blink' && blinked.value ? 'hidden' : 'visible' }}>
          <TakeVideo segment={own} take={a} heard={(loud.value ?? a) === a} />
        </div>
        <div class="layer upper" style={upperStyle(how)}>
          <TakeVideo segment={own} take={b} heard={loud.value === b} />
        </div>
        {how === 'wipe' && <div class="wipe-line" style={{ left: `${100 * wipeAt.value}%` }} />}
      </div>
      <figcaption>{how === 'blink' ? takeName(own, blinked.value ? b : a) : names}</figcaption>
    </figure>
  );
}

function upperStyle(how: string): Readonly<Record<string, string>> {
  switch (how) {
    case 'wipe':
      return { clipPath: `inset(0 0 0 ${100 * wipeAt.value}%)` };
    case 'onion':
      return { opacity: '0.5' };
    case 'difference':
      return { mixBlendMode: 'difference' };
    default:
      return { visibility: blinked.value ? 'visible' : 'hidden' };
  }
}

function TakeVideo({
  segment: own,
  take,
  heard,
}: {
  readonly segment: ShownSegment;
  readonly take: number;
  readonly heard: boolean;
}) {
  const now = film.value;
  const entry = now?.entries.find((one) => one.segment === own.id);
  const hash = own.takes[take - 1]?.hash;
  if (!now || !entry || hash === undefined) return null;
  return (
    <FilmVideo
      hash={hash}
      label={`${own.id}, ${takeName(own, take)}`}
      fit={fitOf(entry)}
      instead={(why) => <Slate segment={own} frames={entry.frames} fps={now.fps} why={why} />}
      draw={(video) => {
        video.muted = !heard || muted.value || rate.value <= 0;
        const last = Number.isFinite(video.duration) ? video.duration - 0.5 / now.fps : Infinity;
        const time = sourceTime(entry, current.value === own.id ? frame.value : entry.start, now.fps);
        const isBehind = followClock(video, Math.max(0, Math.min(time, last)), entry.speed, now.fps);
        // One that is over waits for the others.
        if (time >= last) return 'away';
        return isBehind ? 'behind' : 'here';
      }}
    />
  );
}
