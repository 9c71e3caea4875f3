import { computed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownEntry } from '../film/shown.ts';
import { eachDraw } from './clock.ts';
import { FilmSound } from './film-sound.tsx';
import { followClock } from './follow-clock.ts';
import { CardPicture, FilmVideo, fitOf, notShown, Still } from './footage.tsx';
import { entryAt, type Layer, layersAt, sourceTime } from './layers.ts';
import { lookAt } from './look.ts';
import { Slate } from './slate.tsx';
import { film, frame, mode, muted, plainSeams, playing, rate, segments } from './state.ts';
import { visible } from './words.ts';

/** The layers that are seen now: computed once a frame, however many ask. */
const layers = computed<readonly Layer[]>(() => {
  const now = film.value;
  return now ? layersAt(now, Math.floor(frame.value), mode.value === 'seam' && plainSeams.value) : [];
});

const places = [0, 1, 2] as const;

/**
 * The entries that are on the stage, by place: what is seen, what comes next, and what is played from again. Those are loaded
 * before they are seen. An entry keeps its place, and with it its video.
 */
let before: readonly number[] = places.map(() => -1);
const placed = computed<readonly number[]>(() => {
  const { entries = [] } = film.value ?? {};
  const seen = layers.value.map(({ index }) => index);
  const next = (seen.at(-1) ?? -1) + 1;
  const again = entryAt(entries, playing.value.from);
  const wanted = [...new Set([...seen, next, again])]
    .filter((index) => index in entries)
    .slice(0, places.length);
  const kept = before.map((index) => (wanted.includes(index) ? index : -1));
  for (const index of wanted) if (!kept.includes(index)) kept[kept.indexOf(-1)] = index;
  if (kept.every((index, place) => index === before[place])) return before;
  before = kept;
  return before;
});

const caption = computed(() => {
  const at = Math.floor(frame.value);
  const said = film.value?.captions.filter(({ start, end }) => at >= start && at < end) ?? [];
  return said.map(({ text }) => text).join('\n');
});

/** The film, from its clips: nothing is encoded for it. */
export function FilmStage() {
  const now = film.value;
  if (!now) return null;
  return (
    <div class="frame" style={{ '--ratio': now.size.width / now.size.height }}>
      {places.map((place) => (
        <Place key={place} place={place} />
      ))}
      <FilmSound />
      {caption.value !== '' && (
        <p class="caption">
          <span>{visible(caption.value)}</span>
        </p>
      )}
    </div>
  );
}

function Place({ place }: { readonly place: number }) {
  const ref = useRef<HTMLDivElement>(null);
  const cover = useRef<HTMLDivElement>(null);
  const index = placed.value[place] ?? -1;
  const entry = film.value?.entries[index];
  useEffect(() => {
    const draw = (): void => {
      if (ref.current && cover.current) dress(ref.current, cover.current, index);
    };
    eachDraw.add(draw);
    draw();
    return () => void eachDraw.delete(draw);
  }, [index]);
  return (
    <>
      <div class="layer" ref={ref}>
        {entry && <Picture entry={entry} index={index} />}
      </div>
      <div class="cover" ref={cover} />
    </>
  );
}

/** How a layer looks at this moment. */
function dress(layer: HTMLElement, cover: HTMLElement, index: number): void {
  const seen = layers.value.find((one) => one.index === index);
  const { style } = layer;
  style.visibility = seen ? 'visible' : 'hidden';
  style.zIndex = String(index + 1);
  const upper = seen !== undefined && layers.value.length > 1 && layers.value[1] === seen;
  const transition = film.value?.entries[upper ? index - 1 : index]?.transition ?? 'cut';
  const look = seen?.progress === undefined ? {} : lookAt(transition, seen.progress, upper);
  style.opacity = String(look.opacity ?? 1);
  style.clipPath = look.clip ?? 'none';
  style.transform = look.shift ?? 'none';
  cover.style.zIndex = String(index + 2);
  cover.style.background = look.cover?.colour ?? 'none';
  cover.style.opacity = String(look.cover?.share ?? 0);
}

/** In a transition, one is heard less and less, and the other more and more. */
function loudness({ index, progress }: Layer, all: readonly Layer[]): number {
  if (progress === undefined) return 1;
  return Math.sin((Math.PI / 2) * (all[1]?.index === index ? progress : 1 - progress));
}

function Picture({ entry, index }: { readonly entry: ShownEntry; readonly index: number }) {
  const { footage, segment } = entry;
  const now = film.value;
  if (!now) return null;
  if (footage.kind === 'card') return <CardPicture {...footage} />;
  if (footage.kind === 'picture')
    return (
      <Still
        hash={footage.hash}
        label={segment}
        fit={fitOf(entry)}
        instead={<PlacedSlate entry={entry} why={notShown} />}
      />
    );
  const { hash } = footage;
  if (hash === undefined) return <PlacedSlate entry={entry} />;
  return (
    <FilmVideo
      hash={hash}
      label={segment}
      fit={fitOf(entry)}
      instead={(why) => <PlacedSlate entry={entry} why={why} />}
      draw={(video) => {
        const seen = layers.value.find((one) => one.index === index);
        video.muted = !seen || muted.value || entry.muted || !now.keepsSound || rate.value <= 0;
        if (seen) {
          video.volume = Math.min(1, entry.gain * loudness(seen, layers.value));
          return followClock(video, seen.time, entry.speed, now.fps) ? 'behind' : 'here';
        }
        if (!video.paused) video.pause();
        // What comes next waits at its first frame.
        const first = sourceTime(entry, Math.max(entry.start, playing.value.from), now.fps);
        if (Math.abs(video.currentTime - first) > 0.5 / now.fps && !video.seeking) video.currentTime = first;
        return 'away';
      }}
    />
  );
}

function PlacedSlate({ entry, why }: { readonly entry: ShownEntry; readonly why?: string }) {
  const { segment, start, frames } = entry;
  const share = Math.min(1, Math.max(0, (Math.floor(frame.value) - start) / frames));
  const { fps = 24 } = film.value ?? {};
  return (
    <Slate
      {...{ frames, fps, share }}
      segment={segments.value.get(segment)}
      {...(why !== undefined && { why })}
    />
  );
}
