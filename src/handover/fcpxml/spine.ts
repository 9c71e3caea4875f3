import { sameRate } from '../../core/rates.ts';
import { unreachable } from '../../core/result.ts';
import {
  type CutOverlap,
  endOf,
  framesAt,
  type HandoverShot,
  type HandoverVideo,
  isDissolve,
  timecodeOf,
  transitionName,
} from '../handover.ts';
import { attached } from './attached.ts';
import type { DocumentContext } from './document-context.ts';
import { tcFormatOf } from './time.ts';
import { type Attributes, element, textElement } from './xml.ts';

/** The film's shots and transitions. Sound and markers are attached to the shot during which they begin. */
export const spine = (context: DocumentContext): readonly string[] =>
  element(
    'spine',
    {},
    context.film.shots.flatMap((shot) => [
      shotElement(shot, context),
      ...(shot.join ? [transition(shot, shot.join, context)] : []),
    ]),
  );

function shotElement(shot: HandoverShot, context: DocumentContext): readonly string[] {
  const { material, segment, others } = shot;
  const { resources } = context;
  switch (material.kind) {
    case 'video': {
      const picked = assetClip(shot, material, attached(shot, context), context);
      if (others.length === 0) return picked;
      return element('audition', { offset: context.time(shot.start) }, [
        picked,
        ...others.map(({ take, video }) => {
          const frames = Math.min(shot.frames, framesAt(shot.speed, video) - shot.sourceStart);
          return assetClip({ ...shot, frames }, video, [], context, `${segment}, take ${take}`);
        }),
      ]);
    }
    case 'still': {
      const ref = resources.still(material.file, material.size);
      return element('video', { ref, ...placed(shot, context) }, [
        ...conform(shot),
        ...attached(shot, context),
      ]);
    }
    case 'card':
      return title(shot, material.card.text, material.card.color, context);
    case 'missing':
      return element(
        'gap',
        { ...placed(shot, context), name: `${segment}, not made yet` },
        attached(shot, context),
      );
    default:
      return unreachable(material);
  }
}

function assetClip(
  shot: HandoverShot,
  video: HandoverVideo,
  hanging: readonly (readonly string[])[],
  context: DocumentContext,
  name = shot.segment,
): readonly string[] {
  const { film, resources } = context;
  const attributes = {
    ref: resources.video(video),
    ...placed({ ...shot, material: video }, context),
    name,
    ...(video.timecode && { tcFormat: tcFormatOf(video.timecode) }),
    srcEnable: film.keepsSound && video.hasSound && shot.volume !== 'mute' ? undefined : 'video',
  };
  // Footage of another rate plays at its own speed, with frames dropped or repeated.
  const rate = conformRates.find(([fps]) => Math.abs(fps - video.fps) < 0.005)?.[1];
  const conformed = sameRate(video.fps, film.fps)
    ? []
    : [element('conform-rate', { scaleEnabled: 0, srcFrameRate: rate })];
  return element('asset-clip', attributes, [
    ...conformed,
    ...paced(shot, video, context),
    ...conform(shot),
    ...loudness(shot),
    ...hanging,
  ]);
}

/** Times in a clip that is faster or slower, and the times in its file that they show. */
function paced(
  { speed }: HandoverShot,
  video: HandoverVideo,
  { clock }: DocumentContext,
): readonly (readonly string[])[] {
  if (speed === 1) return [];
  const last = framesAt(speed, video);
  const points = [0, last].map((frame) =>
    element('timept', {
      time: clock(frame, video.timecode),
      value: clock(frame * speed, video.timecode),
      interp: 'linear',
    }),
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

/** A shot's position, and the first of its own frames that is shown. */
const placed = (
  { segment, start, frames, sourceStart, material }: HandoverShot,
  { time, clock }: DocumentContext,
): Attributes => ({
  offset: time(start),
  name: segment,
  start: clock(sourceStart, timecodeOf(material)),
  duration: time(frames),
});

/** Editors fit footage by default; filling the frame has to be requested. */
const conform = ({ fit }: HandoverShot): readonly (readonly string[])[] =>
  fit === 'crop' ? [element('adjust-conform', { type: 'fill' })] : [];

/** The volume of its own sound, if the storyboard sets it. */
const loudness = ({ volume }: HandoverShot): readonly (readonly string[])[] =>
  typeof volume === 'number' ? [element('adjust-volume', { amount: `${volume}dB` })] : [];

/** The first title that ships with Final Cut Pro, by its template's name. */
const basicTitle = '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti';

function title(shot: HandoverShot, text: string, color: string, context: DocumentContext): readonly string[] {
  const ref = context.resources.effect('Basic Title', basicTitle);
  const style = `style-${shot.segment}`;
  return element('title', { ref, ...placed(shot, context) }, [
    element('text', {}, [textElement('text-style', text, { ref: style })]),
    element('text-style-def', { id: style }, [
      element('text-style', { fontColor: colorOf(color), alignment: 'center' }),
    ]),
    ...attached(shot, context),
  ]);
}

/** `#rrggbb` → red, green, blue and opacity, each from 0 to 1. */
const colorOf = (hex: string): string =>
  [1, 3, 5]
    .map((at) => Number((Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(4)))
    .concat(1)
    .join(' ');

/** The id under which Final Cut Pro ships it. */
const crossDissolve = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265';

/** Always a dissolve, named after the requested transition. At the film's end it leads to black. */
function transition(
  shot: HandoverShot,
  join: CutOverlap,
  { film, resources, time }: DocumentContext,
): readonly string[] {
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
