import { type Signal, signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ShownEntry, ShownFilm } from '../film/shown.ts';
import { gainAt } from './gain.ts';
import { counterpart } from './here.ts';
import { type FrameRange, sourceTime } from './layers.ts';
import { requests, useSeen } from './requests.ts';

/** Pixels of the lane, and from one line of a wave to the next. */
const height = 26;
const pitch = 2;
const perSecond = 20;

/** Peaks of files by hash. Each file is asked for once, when somebody sees it, and draws only the lanes that it is heard in. */
const known = new Map<string, Signal<Uint8Array | undefined>>();

function peaksOf(hash: string): Signal<Uint8Array | undefined> {
  const found = known.get(hash) ?? signal<Uint8Array | undefined>(undefined);
  known.set(hash, found);
  return found;
}

const asked = new Set<string>();

function want(hash: string): void {
  if (asked.has(hash)) return;
  asked.add(hash);
  requests
    .add(() => counterpart().peaks(hash))
    .then((peaks) => {
      peaksOf(hash).value = peaks;
    })
    .catch(() => asked.delete(hash));
}

/** What is heard of a file at a moment of the film. */
interface HeardFile {
  readonly hash: string;
  readonly from: number;
  readonly to: number;
  /** Seconds in the file, and the factor of loudness. */
  readonly at: (seconds: number) => readonly [time: number, gain: number];
}

/** The sound of a segment over its time: above the line the clips' own, below it music, narration and cues. */
export function SoundLane({
  film,
  segment,
  range,
  width,
}: {
  readonly film: ShownFilm;
  readonly segment: string;
  readonly range: FrameRange;
  readonly width: number;
}) {
  const ref = useRef<SVGSVGElement>(null);
  const [own, others] = [ownIn(film, segment), recordingsIn(film, range)];
  const hashes = [...own, ...others].map(({ hash }) => hash).join(' ');
  useSeen(ref, hashes, () => hashes.split(' ').forEach(want));
  const seconds = { from: range.from / film.fps, to: range.to / film.fps };
  return (
    <svg class="lane" ref={ref} width={width} height={height} aria-hidden="true">
      <path class="lane-own" d={wave(own, seconds, width, -1)} />
      <path class="lane-others" d={wave(others, seconds, width, 1)} />
    </svg>
  );
}

function ownIn(film: ShownFilm, segment: string): readonly HeardFile[] {
  if (!film.keepsSound) return [];
  return film.entries.flatMap((entry) => {
    const hash = entry.segment === segment && !entry.muted ? soundOf(entry) : undefined;
    if (hash === undefined) return [];
    const { fps } = film;
    const at = (seconds: number) => [sourceTime(entry, seconds * fps, fps), entry.gain] as const;
    return [{ hash, from: entry.start / fps, to: (entry.start + entry.frames) / fps, at }];
  });
}

const soundOf = ({ footage }: ShownEntry): string | undefined =>
  footage.kind === 'clip' || footage.kind === 'video' ? footage.hash : undefined;

const recordingsIn = ({ sound, fps }: ShownFilm, { from, to }: FrameRange): readonly HeardFile[] =>
  sound
    .filter(({ start, end }) => start < to / fps && end > from / fps)
    .map((passage) => ({
      ...{ hash: passage.hash, from: passage.start, to: passage.end },
      at: (seconds) => [passage.from + seconds - passage.start, gainAt(passage, seconds)],
    }));

/** Lines from the middle, up or down. */
function wave(
  files: readonly HeardFile[],
  { from, to }: { readonly from: number; readonly to: number },
  width: number,
  direction: 1 | -1,
): string {
  const peaks = files.map(({ hash }) => peaksOf(hash).value);
  if (peaks.every((one) => one === undefined)) return '';
  const [middle, step] = [height / 2, ((to - from) * pitch) / width];
  return Array.from({ length: Math.floor(width / pitch) }, (_, i) => {
    const begin = from + i * step;
    const loud = files.map((file, k) => loudest(peaks[k], file, begin, begin + step));
    const length = (middle - 1) * Math.min(1, Math.max(0, ...loud));
    return length < 0.3 ? '' : `M${i * pitch + 1} ${middle}v${(direction * length).toFixed(1)}`;
  }).join('');
}

/** The greatest peak between two moments, as it is drawn: 0 to 1, or a little more where it is turned up. */
function loudest(peaks: Uint8Array | undefined, file: HeardFile, begin: number, end: number): number {
  const [first, last] = [Math.max(begin, file.from), Math.min(end, file.to)];
  if (!peaks || first >= last) return 0;
  const [time, gain] = file.at(first);
  const from = Math.floor(time * perSecond);
  const to = Math.max(from + 1, Math.ceil((time + last - first) * perSecond));
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, peaks[i] ?? 0);
  return (most / 255) * Math.sqrt(gain);
}
