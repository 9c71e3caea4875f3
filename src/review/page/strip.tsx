import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownFilm, ShownSegment } from '../film/shown.ts';
import { eachDraw } from './clock.ts';
import { SoundLane } from './lanes.tsx';
import { rangeOf } from './layers.ts';
import { Poster } from './poster.tsx';
import { current, film, frame, goTo, marked, replayed, segments, standing, told, working } from './state.ts';
import { seconds, stateWord, timecode, visible } from './words.ts';

/** Pixels: the narrowest segment that can be read, and the widest that is of use. */
const narrowest = 44;
const widest = 260;

/** Pixels that a frame of the film takes, so that a usual segment can be read, and a short film fills the strip. */
function scaleOf({ segments: all, scenes, entries }: ShownFilm): number {
  // What overlaps in the film is beside each other here.
  const frames = entries.reduce((sum, entry) => sum + entry.frames, 0);
  const usual = frames / Math.max(1, all.length);
  const room = (innerWidth > 800 ? innerWidth - 360 : innerWidth) - 34 - 2 * all.length - 10 * scenes.length;
  return Math.min(widest / usual, Math.max(room / Math.max(1, frames), 84 / usual));
}

/** The scenes to scale, with a dot for the state of each segment. */
export function Strip() {
  const now = film.value;
  const scroller = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const scale = now ? scaleOf(now) : 1;
  useEffect(() => {
    const draw = (): void => {
      const tile = scroller.current?.querySelector<HTMLElement>('[aria-current="true"]');
      const own = film.value && rangeOf(film.value, current.value);
      const box = scroller.current;
      if (!tile || !line.current || !own || !box) return;
      const share = Math.min(1, Math.max(0, (frame.value - own.from) / Math.max(1, own.to - own.from)));
      line.current.style.transform = `translateX(${leftOf(tile, box) + share * tile.offsetWidth}px)`;
    };
    eachDraw.add(draw);
    return () => void eachDraw.delete(draw);
  }, []);
  const id = current.value;
  useEffect(() => {
    const box = scroller.current;
    const tile = box?.querySelector<HTMLElement>('[aria-current="true"]');
    if (!box || !tile) return;
    if (document.activeElement?.matches('.tile')) tile.focus({ preventScroll: true });
    const left = leftOf(tile, box);
    const before = left < box.scrollLeft + 24;
    const behind = left + tile.offsetWidth > box.scrollLeft + box.clientWidth - 24;
    if (before || behind) box.scrollLeft = left - (box.clientWidth - tile.offsetWidth) / 2;
  }, [id, scale]);
  if (!now) return null;
  return (
    <nav class="strip" aria-label="The film's segments">
      <div class="strip-scroll" ref={scroller}>
        <div class="playhead" ref={line} aria-hidden="true" />
        {now.scenes.map((scene) => (
          <section
            class="scene"
            key={scene.id}
            style={{ width: `${widthOf(now, scene.segments, scale)}px` }}
            aria-label={`Scene ${visible(scene.title ?? scene.id)}`}
          >
            <h3>{visible(scene.title ?? scene.id)}</h3>
            <div class="tiles">
              {scene.segments.map((one) => {
                const known = segments.value.get(one);
                return known && <Tile key={one} segment={known} film={now} scale={scale} />;
              })}
            </div>
            {(now.keepsSound || now.sound.length > 0) && (
              <div class="lanes">
                {scene.segments.map((one) => {
                  const range = rangeOf(now, one);
                  const width = tileWidth(now, one, scale);
                  return (
                    range && <SoundLane key={one} film={now} segment={one} range={range} width={width} />
                  );
                })}
              </div>
            )}
          </section>
        ))}
      </div>
    </nav>
  );
}

/** Pixels of a segment, and of several beside each other: known before they are drawn, so that what is far away is where it will be. */
function tileWidth(now: ShownFilm, id: string, scale: number): number {
  const range = rangeOf(now, id);
  return Math.max(narrowest, Math.round((range ? range.to - range.from : 0) * scale));
}

const widthOf = (now: ShownFilm, ids: readonly string[], scale: number): number =>
  ids.reduce((sum, id) => sum + tileWidth(now, id, scale), 2 * (ids.length - 1));

/** Where something is in what scrolls, wherever it is scrolled to. */
const leftOf = (one: Element, box: Element): number =>
  one.getBoundingClientRect().left - box.getBoundingClientRect().left + box.scrollLeft;

function Tile({
  segment,
  film: now,
  scale,
}: {
  readonly segment: ShownSegment;
  readonly film: ShownFilm;
  readonly scale: number;
}) {
  const { id } = segment;
  const isCurrent = useComputed(() => current.value === id);
  const state = useComputed(() => stateNow(segments.value.get(id) ?? segment));
  const progress = useComputed(() => working.value.get(id));
  const isMarked = useComputed(() => {
    const { from, to } = marked.value;
    return current.value === id && from !== undefined && to !== undefined;
  });
  const range = rangeOf(now, id);
  const frames = range ? range.to - range.from : 0;
  const open = now.notes.filter((note) => note.segment === id && note.done === undefined).length;
  const width = tileWidth(now, id, scale);
  const says = `${id}, ${stateWord(state.value)}, ${seconds(frames, now.fps)}${open > 0 ? `, ${open} open ${open === 1 ? 'note' : 'notes'}` : ''}`;
  return (
    <button
      type="button"
      class="tile"
      data-marked={isMarked}
      data-state={state}
      aria-current={isCurrent.value ? 'true' : undefined}
      aria-label={says}
      // One stop for Tab: ↑ and ↓ go on from there, past hundreds of segments.
      tabIndex={isCurrent.value ? 0 : -1}
      title={`${says} · from ${timecode(range?.from ?? 0, now.fps)}`}
      style={{ width: `${width}px` }}
      onClick={() => goTo(id)}
    >
      <Poster film={now} id={id} />
      <span class="tile-name">
        <i class="dot" />
        {id}
      </span>
      {open > 0 && <span class="tile-notes">{open}</span>}
      {segment.locked && <span class="tile-lock">locked</span>}
      {progress.value !== undefined && (
        <span class="tile-progress" style={{ transform: `scaleX(${Math.max(0.04, progress.value)})` }} />
      )}
    </button>
  );
}

/** As it is, as it is being made, or as it was when so much of the journal had been written. */
function stateNow(segment: ShownSegment): ShownSegment['state'] {
  if (working.value.has(segment.id)) return 'in-flight';
  if (replayed.value === undefined || segment.state === 'local') return segment.state;
  const past = told.value.slice(0, replayed.value);
  const last = past.findLast((one) => 'segment' in one && one.segment === segment.id);
  if (last?.type === 'job-finished') return 'cached';
  if (last?.type === 'job-failed' && standing.value.over.size > 0) return 'failed';
  return last ? 'in-flight' : 'new';
}
