import { unreachable } from '../../core/result.ts';
import {
  endOf,
  framesAt,
  isDissolve,
  type Join,
  type Shot,
  transitionName,
  type Video,
} from '../handover.ts';
import { attached } from './attached.ts';
import type { Desk } from './desk.ts';
import { type Attributes, element, textElement } from './xml.ts';

/** The film's shots and transitions; sound and markers hang on the shot during which they begin. */
export const spine = (desk: Desk): readonly string[] =>
  element(
    'spine',
    {},
    desk.film.shots.flatMap((shot) => [
      shotElement(shot, desk),
      ...(shot.join ? [transition(shot, shot.join, desk)] : []),
    ]),
  );

function shotElement(shot: Shot, desk: Desk): readonly string[] {
  const { material, segment, others } = shot;
  const { resources } = desk;
  switch (material.kind) {
    case 'video': {
      const picked = assetClip(shot, material, attached(shot, desk), desk);
      if (others.length === 0) return picked;
      return element('audition', { offset: desk.time(shot.start) }, [
        picked,
        ...others.map(({ take, video }) => {
          const frames = Math.min(shot.frames, framesAt(shot.speed, video) - shot.sourceStart);
          return assetClip({ ...shot, frames }, video, [], desk, `${segment}, take ${take}`);
        }),
      ]);
    }
    case 'still': {
      const ref = resources.still(material.file, material.size);
      return element('video', { ref, ...placed(shot, desk) }, [...conform(shot), ...attached(shot, desk)]);
    }
    case 'card':
      return title(shot, material.card.text, material.card.color, desk);
    case 'missing':
      return element(
        'gap',
        { ...placed(shot, desk), name: `${segment}, not made yet` },
        attached(shot, desk),
      );
    default:
      return unreachable(material);
  }
}

function assetClip(
  shot: Shot,
  video: Video,
  hanging: readonly (readonly string[])[],
  desk: Desk,
  name = shot.segment,
): readonly string[] {
  const { film, resources } = desk;
  const attributes = {
    ref: resources.video(video),
    ...placed(shot, desk),
    name,
    srcEnable: film.keepsSound && video.hasSound && shot.volume !== 'mute' ? undefined : 'video',
  };
  // Footage of another rate is shown at its own speed, with frames left out or repeated.
  const rate = conformRates.find(([fps]) => Math.abs(fps - video.fps) < 0.005)?.[1];
  const conformed =
    video.fps === film.fps ? [] : [element('conform-rate', { scaleEnabled: 0, srcFrameRate: rate })];
  return element('asset-clip', attributes, [
    ...conformed,
    ...paced(shot, video, desk),
    ...conform(shot),
    ...loudness(shot),
    ...hanging,
  ]);
}

/** Times of a clip that runs faster or slower, and the times of its file that they show. */
function paced({ speed }: Shot, video: Video, { time }: Desk): readonly (readonly string[])[] {
  if (speed === 1) return [];
  const last = framesAt(speed, video);
  const points = [0, last].map((frame) =>
    element('timept', { time: time(frame), value: time(frame * speed), interp: 'linear' }),
  );
  return [element('timeMap', {}, points)];
}

/** The rates that FCPXML has names for. */
const conformRates: readonly (readonly [number, string])[] = [
  [23.976, '23.98'],
  [24, '24'],
  [25, '25'],
  [29.97, '29.97'],
  [30, '30'],
  [47.952, '47.95'],
  [48, '48'],
  [50, '50'],
  [59.94, '59.94'],
  [60, '60'],
];

/** Where a shot stands, and from which of its own frames on. */
const placed = ({ segment, start, frames, sourceStart }: Shot, { time }: Desk): Attributes => ({
  offset: time(start),
  name: segment,
  start: time(sourceStart),
  duration: time(frames),
});

/** An editor fits by itself; filling the frame it has to be told. */
const conform = ({ fit }: Shot): readonly (readonly string[])[] =>
  fit === 'crop' ? [element('adjust-conform', { type: 'fill' })] : [];

/** How loud its own sound is, where that was said. */
const loudness = ({ volume }: Shot): readonly (readonly string[])[] =>
  typeof volume === 'number' ? [element('adjust-volume', { amount: `${volume}dB` })] : [];

/** The first title that Final Cut Pro ships, by the name of its template. */
const basicTitle = '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti';

function title(shot: Shot, text: string, color: string, desk: Desk): readonly string[] {
  const ref = desk.resources.effect('Basic Title', basicTitle);
  const style = `style-${shot.segment}`;
  return element('title', { ref, ...placed(shot, desk) }, [
    element('text', {}, [textElement('text-style', text, { ref: style })]),
    element('text-style-def', { id: style }, [
      element('text-style', { fontColor: colorOf(color), alignment: 'center' }),
    ]),
    ...attached(shot, desk),
  ]);
}

/** `#rrggbb` → red, green, blue and opacity, each from 0 to 1. */
const colorOf = (hex: string): string =>
  [1, 3, 5]
    .map((at) => Number((Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(4)))
    .concat(1)
    .join(' ');

/** By the number under which Final Cut Pro ships it. */
const crossDissolve = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265';

/** Always a dissolve, under the name of what was asked for; at the film's end it leads into black. */
function transition(shot: Shot, join: Join, { film, resources, time }: Desk): readonly string[] {
  const attributes = {
    name: isDissolve(join) ? 'Cross Dissolve' : transitionName(join.transition),
    offset: time(endOf(shot) - join.before),
    duration: time(join.before + join.after),
  };
  const filter = (kind: 'video' | 'audio', name: string, uid: string): readonly string[] =>
    element(`filter-${kind}`, { ref: resources.effect(name, uid), name });
  return element('transition', attributes, [
    filter('video', 'Cross Dissolve', crossDissolve),
    ...(film.keepsSound ? [filter('audio', 'Audio Crossfade', 'FFAudioTransition')] : []),
  ]);
}
