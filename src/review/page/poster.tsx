import { useRef } from 'preact/hooks';
import type { ShownFilm } from '../film/shown.ts';
import { counterpart } from './here.ts';
import { sourceTime } from './layers.ts';
import { requests, useSeen } from './requests.ts';
import { visible } from './words.ts';

/** A small picture of a segment, as the film shows it. */
export function Poster({ film: now, id }: { readonly film: ShownFilm; readonly id: string }) {
  const entry = now.entries.find((one) => one.segment === id);
  if (!entry) return null;
  const { footage, frames, start } = entry;
  const middle = start + Math.floor(frames / 3);
  const hash = footage.kind === 'card' ? footage.behind : footage.hash;
  const source =
    hash === undefined ? undefined : counterpart().poster(hash, 1000 * sourceTime(entry, middle, now.fps));
  if (source !== undefined) return <SmallPicture key={source} source={source} />;
  if (footage.kind === 'card')
    return (
      <span class="poster poster-card" style={{ background: footage.background, color: footage.color }}>
        {visible(footage.text)}
      </span>
    );
  return <span class="poster poster-none" />;
}

function SmallPicture({ source }: { readonly source: string }) {
  const ref = useRef<HTMLImageElement>(null);
  useSeen(ref, source, () => void requests.add(() => loaded(ref.current, source)));
  return <img class="poster" ref={ref} alt="" decoding="async" />;
}

/** Waits until it is there, or can't be. */
function loaded(picture: HTMLImageElement | null, source: string): Promise<void> {
  return new Promise((resolve) => {
    if (!picture?.isConnected) return resolve();
    picture.onload = () => resolve();
    picture.onerror = () => resolve();
    picture.src = source;
  });
}
