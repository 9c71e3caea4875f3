import { rateText } from '../../core/rates.ts';
import type { StandInLayout } from '../../media/drawing/stand-in-layout.ts';
import { runningTimecode } from '../../media/drawing/timecode.ts';
import { hold } from './camera.ts';
import type { Lettering } from './lettering.ts';
import type { Spoken } from './speech.ts';

export interface Composition {
  readonly layout: StandInLayout;
  readonly lettering: Lettering;
  readonly spoken: readonly Spoken[];
  /** Of the new part. */
  readonly frames: number;
  /** Frames before it in the clip: the timecode continues from there. */
  readonly before: number;
  readonly fps: number;
}

/**
 * The filters that compose a frame from input 0, the lettering, and `[picture]`. Everything that changes is a window moving
 * over a still: digits, progress line, dialogue. Nothing is drawn or blended twice, so nearly all the time is spent on the
 * picture's own movement and on encoding.
 */
export function compose(composition: Composition): string {
  const { layout, lettering, spoken, frames, before, fps } = composition;
  const { frame, bar, panel, margin, digit } = layout;
  const signs = runningTimecode(fps, before, false);
  const slate = frame.width - signs.length * digit - margin;
  const cells = signs.map((sign) => `${digit}:${bar}:'${digit}*${sign}':${lettering.digitsAt}`);
  const line = spoken.slice(1).map(({ from }) => `gte(n,${from})`);
  const panelY = `${lettering.panelsAt}+${panel}*(${line.length === 0 ? '0' : line.join('+')})`;
  const cuts = [
    ...[`${slate}:${bar}:0:0`, ...cells, `${margin}:${bar}:${slate}:0`],
    `${frame.width}:${panel}:0:'${panelY}'`,
  ];
  const names = cuts.map((_, i) => `c${i}`);
  const row = names.slice(0, -1);
  return [
    `[0:v]scale=${toVideo},format=yuv420p,${hold({ frames, fps }).join(',')},split=${cuts.length}${labels(names)}`,
    ...cuts.map((cut, i) => `[c${i}]crop=${cut}[k${i}]`),
    `${labels(row.map((_, i) => `k${i}`))}hstack=inputs=${row.length}[slate]`,
    timeLine(composition),
    `[slate][picture][time][k${row.length}]vstack=inputs=4,setsar=1,trim=end_frame=${frames}[v]`,
  ].join(';');
}

/** RGB to HD video colours, as the encoder's headers declare. */
export const toVideo = 'out_color_matrix=bt709:out_range=tv';

const labels = (names: readonly string[]): string => names.map((name) => `[${name}]`).join('');

/** A bright line grows over a dark one: a window moves over both, laid end to end. */
function timeLine({ layout, lettering, frames, fps }: Composition): string {
  const { width } = layout.frame;
  const half = (color: string) =>
    `color=c=0x${color.slice(1)}:s=${width}x${layout.line}:r=${rateText(fps)},format=yuv420p`;
  return [
    `${half(lettering.accent)}[done]`,
    `${half(lettering.background)}[todo]`,
    `[done][todo]hstack=inputs=2,crop=${width}:${layout.line}:'2*floor(${width / 2}*(1-(n+1)/${frames}))':0[time]`,
  ].join(';');
}
