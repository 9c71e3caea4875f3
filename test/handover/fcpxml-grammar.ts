/**
 * What Apple's document type of version 1.10 allows in the elements that we write: their children, in order, as a
 * pattern over the children's names, and their attributes, a `!` behind those that must be there. Written down from
 * Apple's reference, as far as it concerns us.
 */
interface Rule {
  readonly children: RegExp;
  readonly attributes: string;
}

const none = /^$/;
const anchored = '((asset-clip|video|title|audition) )*';
const markers = '((marker|chapter-marker) )*';
const placed = 'lane offset name start enabled';

export const grammar: Readonly<Record<string, Rule>> = {
  fcpxml: { children: /^(resources )?(library )?$/, attributes: 'version!' },
  resources: { children: /^((asset|effect|format) )*$/, attributes: '' },
  format: { children: none, attributes: 'id! name frameDuration width height' },
  asset: {
    children: /^(media-rep )+$/,
    attributes: 'id! name start duration hasVideo format hasAudio videoSources audioSources',
  },
  'media-rep': { children: none, attributes: 'kind src!' },
  effect: { children: none, attributes: 'id! name uid!' },
  library: { children: /^(event )*$/, attributes: '' },
  event: { children: /^(project )*$/, attributes: 'name' },
  project: { children: /^sequence $/, attributes: 'name' },
  sequence: { children: /^spine $/, attributes: 'format! duration tcStart tcFormat' },
  spine: { children: /^((audition|asset-clip|video|title|gap|transition) )*$/, attributes: '' },
  audition: { children: /^((asset-clip|video|title) )+$/, attributes: 'offset' },
  'asset-clip': {
    children: new RegExp(
      `^(conform-rate )?(timeMap )?(adjust-conform )?(adjust-volume )?${anchored}${markers}$`,
    ),
    attributes: `ref! ${placed} duration srcEnable audioRole tcFormat`,
  },
  timeMap: { children: /^(timept )+$/, attributes: 'frameSampling preservesPitch' },
  timept: { children: none, attributes: 'time! value! interp inTime outTime' },
  video: {
    children: new RegExp(`^(adjust-conform )?${anchored}${markers}$`),
    attributes: `ref! ${placed} duration!`,
  },
  title: {
    children: new RegExp(`^(text )*(text-style-def )*${anchored}${markers}$`),
    attributes: `ref! ${placed} duration!`,
  },
  gap: { children: new RegExp(`^${anchored}${markers}$`), attributes: 'name offset start duration! enabled' },
  transition: { children: /^(filter-video )?(filter-audio )?$/, attributes: 'name offset duration!' },
  'filter-video': { children: none, attributes: 'ref! name' },
  'filter-audio': { children: none, attributes: 'ref! name' },
  'conform-rate': { children: none, attributes: 'scaleEnabled srcFrameRate' },
  'adjust-conform': { children: none, attributes: 'type' },
  'adjust-volume': { children: /^(param )*$/, attributes: 'amount' },
  param: { children: /^(fadeIn )?(fadeOut )?$/, attributes: 'name! value' },
  fadeIn: { children: none, attributes: 'duration!' },
  fadeOut: { children: none, attributes: 'duration!' },
  marker: { children: none, attributes: 'start! duration value!' },
  'chapter-marker': { children: none, attributes: 'start! duration value! posterOffset' },
  text: { children: /^(text-style )*$/, attributes: '' },
  'text-style-def': { children: /^text-style $/, attributes: 'id!' },
  'text-style': { children: none, attributes: 'ref fontColor alignment' },
};

/** Seconds: whole, or a fraction. */
const time = /^\d+(\/[1-9]\d*)?s$/;
const flag = /^[01]$/;

/** What it allows as the values of attributes, by attribute, or by element and attribute. */
export const values: Readonly<Record<string, RegExp>> = {
  ...{ offset: time, start: time, duration: time, tcStart: time, frameDuration: time, posterOffset: time },
  'timept time': time,
  tcFormat: /^(DF|NDF)$/,
  enabled: flag,
  kind: /^(original-media|proxy-media)$/,
  srcEnable: /^(all|audio|video)$/,
  'conform-rate scaleEnabled': flag,
  'conform-rate srcFrameRate': /^(23\.98|24|25|29\.97|30|47\.95|48|50|59\.94|60)$/,
  'adjust-conform type': /^(fit|fill|none)$/,
  'timept interp': /^(smooth2|linear|smooth)$/,
  alignment: /^(left|center|right|justified)$/,
  'fcpxml version': /^1\.10$/,
};
