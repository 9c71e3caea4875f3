import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ShownEntry } from '../film/shown.ts';
import { counterpart } from './here.ts';
import { type Seam, seamOf, sourceTime } from './layers.ts';
import { current, film, plainSeams } from './state.ts';

/** What is measured at a seam, of pictures of 160 pixels. Light from 0 to 255. */
export interface SeamFigure {
  /** How much changes at the cut, over what changes from frame to frame beside it: 0 a repeated frame, about 1 as beside it. */
  readonly step: number;
  readonly lightBefore: number;
  readonly lightAfter: number;
}

type Measured = { readonly kind: 'measuring' | 'none' } | ({ readonly kind: 'measured' } & SeamFigure);

const measured = signal<Measured>({ kind: 'none' });

/** The figures of the seam that is looked at, beside their limits. */
export function SeamFigures() {
  const now = film.value;
  const seam = now && seamOf(now, current.value);
  const key = seam ? `${hashOf(seam.before)} ${hashOf(seam.after)}` : '';
  useEffect(() => {
    if (!now || !seam || !hashOf(seam.before) || !hashOf(seam.after)) {
      measured.value = { kind: 'none' };
      return;
    }
    let stopped = false;
    measured.value = { kind: 'measuring' };
    measure(seam, now.fps).then(
      (figure) => {
        if (!stopped) measured.value = { kind: 'measured', ...figure };
      },
      () => {
        if (!stopped) measured.value = { kind: 'none' };
      },
    );
    return () => {
      stopped = true;
    };
  }, [key]);
  if (!now || !seam) return <p class="hint">There is no seam here.</p>;
  const { before, after } = seam;
  const value = measured.value;
  return (
    <section class="seam" aria-label="The seam">
      <h3>
        {before.segment} → {after.segment}
      </h3>
      <dl class="facts">
        <dt>transition</dt>
        <dd>
          {before.transition}
          {before.overlap > 0 &&
            ` of ${(before.overlap / now.fps).toFixed(2)} s${plainSeams.value ? ', shown as a cut' : ''}`}
        </dd>
        {value.kind === 'measured' && <Rows figure={value} />}
      </dl>
      {value.kind === 'measuring' && <p class="hint">Measuring …</p>}
    </section>
  );
}

function Rows({ figure: { step, lightBefore, lightAfter } }: { readonly figure: SeamFigure }) {
  const light = lightAfter - lightBefore;
  return (
    <>
      <dt>step</dt>
      <dd>{stepWords(step)}</dd>
      <dt>light</dt>
      <dd>
        {lightBefore.toFixed(0)} → {lightAfter.toFixed(0)} ({light >= 0 ? '+' : ''}
        {light.toFixed(1)}
        {Math.abs(light) > 3 ? ', seen as a jump above 3' : ''})
      </dd>
    </>
  );
}

/** A cut from one shot to another is no step, but another picture. */
function stepWords(step: number): string {
  if (step > 12) return 'another picture';
  const figure = `${step.toFixed(2)} × the frames beside it`;
  return step < 0.1 ? `${figure}: a frame is repeated` : figure;
}

const hashOf = ({ footage }: ShownEntry): string | undefined =>
  footage.kind === 'clip' || footage.kind === 'video' ? footage.hash : undefined;

/** Two frames on each side. */
async function measure({ before, after }: Seam, fps: number): Promise<SeamFigure> {
  const end = before.start + before.frames - 1;
  const [a, b] = await Promise.all([
    framesOf(before, [end - 1, end], fps),
    framesOf(after, [after.start, after.start + 1], fps),
  ]);
  const beside = (difference(a[0], a[1]) + difference(b[0], b[1])) / 2;
  return {
    step: difference(a[1], b[0]) / Math.max(0.05, beside),
    lightBefore: light(a[1]),
    lightAfter: light(b[0]),
  };
}

const [width, height] = [160, 90];

async function framesOf(
  entry: ShownEntry,
  frames: readonly number[],
  fps: number,
): Promise<readonly Uint8Array[]> {
  const source = counterpart().media(hashOf(entry) ?? '');
  if (source === undefined) throw new Error('no footage');
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = source;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const pictures: Uint8Array[] = [];
  for (const at of frames) {
    const seeked = new Promise((resolve, reject) => {
      video.addEventListener('seeked', resolve, { once: true });
      video.addEventListener('error', reject, { once: true });
    });
    video.currentTime = sourceTime(entry, at, fps);
    await seeked;
    context?.drawImage(video, 0, 0, width, height);
    pictures.push(luma(context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray()));
  }
  video.removeAttribute('src');
  video.load();
  return pictures;
}

const luma = (data: Uint8ClampedArray): Uint8Array =>
  Uint8Array.from({ length: data.length / 4 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = data.subarray(4 * i, 4 * i + 3);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });

const difference = (a: Uint8Array = new Uint8Array(), b: Uint8Array = new Uint8Array()): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / Math.max(1, a.length);

const light = (a: Uint8Array = new Uint8Array()): number =>
  a.reduce((sum, value) => sum + value, 0) / Math.max(1, a.length);
