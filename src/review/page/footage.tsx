import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownEntry, ShownSegment } from '../film/shown.ts';
import { eachDraw, waitsFor } from './clock.ts';
import { counterpart } from './here.ts';
import { seconds, stateWord, visible } from './words.ts';

const fits = { pad: 'contain', crop: 'cover', stretch: 'fill', blur: 'contain' } as const;

export const fitOf = ({ fit }: Pick<ShownEntry, 'fit'>): string => fits[fit];

interface FilmVideo {
  readonly hash: string;
  readonly label: string;
  readonly fit: string;
  /** Called whenever the browser draws: whether it is seen, or is seen and the film has to wait for it. */
  readonly draw: (video: HTMLVideoElement) => 'unseen' | 'seen' | 'behind';
}

/** A video that is kept in step with the clock. */
export function FilmVideo({ hash, label, fit, draw }: FilmVideo) {
  const ref = useRef<HTMLVideoElement>(null);
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    let state: ReturnType<typeof draw> = 'unseen';
    const each = (): void => {
      state = latest.current(video);
    };
    const isReady = (): boolean =>
      state === 'unseen' ||
      video.error !== null ||
      (state === 'seen' && video.readyState >= 2 && !video.seeking);
    eachDraw.add(each);
    waitsFor.add(isReady);
    return () => {
      eachDraw.delete(each);
      waitsFor.delete(isReady);
      // What is not seen any more holds no connection.
      video.removeAttribute('src');
      video.load();
    };
  }, [hash]);
  const source = counterpart().media(hash);
  return source === undefined ? (
    <p class="slate">This footage is not part of the copy.</p>
  ) : (
    <video
      ref={ref}
      key={hash}
      src={source}
      preload="auto"
      playsInline
      muted
      disablePictureInPicture
      aria-label={label}
      style={{ objectFit: fit }}
    />
  );
}

/** In place of footage that is not made yet: what it will be. */
export function Slate({
  segment,
  frames,
  fps,
  share,
}: {
  readonly segment: ShownSegment | undefined;
  readonly frames: number;
  readonly fps: number;
  readonly share: number;
}) {
  if (!segment) return null;
  return (
    <div class="slate" data-state={segment.state}>
      <p class="slate-id">{segment.id}</p>
      <p class="slate-state">
        {stateWord(segment.state)} · {seconds(frames, fps)}
      </p>
      <p class="slate-prompt">{visible(segment.prompt ?? '')}</p>
      <div class="slate-bar" style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}

export function CardPicture({
  text,
  background,
  color,
  behind,
}: {
  readonly text: string;
  readonly background: string;
  readonly color: string;
  readonly behind?: string | undefined;
}) {
  const source = behind === undefined ? undefined : counterpart().media(behind);
  return (
    <div class="card" style={{ background, color }}>
      {source !== undefined && <img src={source} alt="" />}
      <p>{visible(text)}</p>
    </div>
  );
}

interface PaneOfTake {
  readonly title: string;
  readonly heard: boolean;
  readonly onHear: () => void;
  readonly children: ComponentChildren;
}

/** A take among others; one of them is heard. */
export function Pane({ title, heard, onHear, children }: PaneOfTake) {
  return (
    <figure class="pane">
      <div class="frame">{children}</div>
      <figcaption>
        {title}
        <button type="button" class="small" aria-pressed={heard} onClick={onHear}>
          {heard ? 'heard' : 'hear'}
        </button>
      </figcaption>
    </figure>
  );
}
