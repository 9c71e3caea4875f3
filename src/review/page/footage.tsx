import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ShownEntry } from '../film/shown.ts';
import { type Following, useFollowing } from './following.ts';
import { counterpart } from './here.ts';
import { visible } from './words.ts';

const fits = { pad: 'contain', crop: 'cover', stretch: 'fill', blur: 'contain' } as const;

export const fitOf = ({ fit }: Pick<ShownEntry, 'fit'>): string => fits[fit];

interface FilmVideo {
  readonly hash: string;
  readonly label: string;
  readonly fit: string;
  readonly draw: (video: HTMLVideoElement) => Following;
  /** What is seen if it can't be played. */
  readonly instead: (why: string) => ComponentChildren;
}

export const notShown = 'The file is missing, or this browser can’t show it';
const notCopied = 'This footage is not part of the copy';

/** A video that is kept in step with the clock. */
export function FilmVideo({ hash, label, fit, draw, instead }: FilmVideo) {
  const ref = useRef<HTMLVideoElement>(null);
  useFollowing(ref, hash, draw);
  const [failed, setFailed] = useState('');
  const source = counterpart().media(hash);
  if (source === undefined) return <>{instead(notCopied)}</>;
  return (
    <>
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
        onError={(event) => event.currentTarget.hasAttribute('src') && setFailed(hash)}
      />
      {failed === hash && instead(notShown)}
    </>
  );
}

/** A picture that is shown for a while. */
export function Still({
  hash,
  label,
  fit,
  instead,
}: {
  readonly hash: string;
  readonly label: string;
  readonly fit: string;
  readonly instead: ComponentChildren;
}) {
  const [failed, setFailed] = useState('');
  if (failed === hash) return <>{instead}</>;
  const source = counterpart().media(hash);
  return <img src={source} alt={label} style={{ objectFit: fit }} onError={() => setFailed(hash)} />;
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
