import { phraseBook } from './phrases.ts';
import type { Angle, ShotSize } from './sketch.ts';

/** What a phrase says of the framing. `people`: how many it names, as "two-shot" does. */
export interface FramingWord {
  readonly size?: ShotSize;
  readonly angle?: Angle;
  readonly people?: number;
  /** Counts only where it stands alone in its clause, or at its beginning before `on` or `of`. */
  readonly alone?: true;
  /** Counts only in capital letters. */
  readonly capitals?: true;
}

const nothing: FramingWord = {};

export const framingWords = phraseBook<FramingWord>([
  [
    'close to, close by, close behind, close together, close friend, close the, close her, close his, close its, wide open, wide eyed, wide river, wide smile, wide grin, wide brimmed, wide awake, far and wide, world wide, medium rare, medium sized, medium height, full moon, full of, at full speed, detail of the plan, high above, high up, low tide',
    nothing,
  ],
  [
    'extreme wide shot, extreme wide, extreme long shot, very wide shot, ultra wide shot, ultra wide, extra wide shot, establishing shot, aerial shot, aerial view, drone shot, drone view, drone footage, aerial, panorama, panoramic, panoramic view, vista, satellite view',
    { size: 'extreme-wide' },
  ],
  [
    'wide shot, long shot, master shot, wide angle, wide angle shot, wide view, wide establishing shot, landscape shot',
    { size: 'wide' },
  ],
  [
    'full shot, full body, full body shot, full length, full length shot, head to toe, whole body, full figure',
    { size: 'full' },
  ],
  [
    'medium wide, medium wide shot, medium long shot, medium full shot, cowboy shot, american shot, knee shot, three quarter shot',
    { size: 'medium-wide' },
  ],
  [
    'medium shot, mid shot, midshot, waist shot, waist up, from the waist up, medium view, half body',
    { size: 'medium' },
  ],
  [
    'medium close up, medium closeup, medium close, bust shot, chest up, from the chest up, head and shoulders',
    { size: 'medium-close' },
  ],
  [
    'close up, closeup, close shot, tight shot, close up shot, close on, tight on, headshot, head shot, close view, tight close up, close two shot',
    { size: 'close' },
  ],
  [
    'extreme close up, extreme closeup, big close up, very close up, ultra close up, detail shot, insert shot, choker shot',
    { size: 'extreme-close' },
  ],
  ['macro, macro shot, macro lens, macro view, microscopic', { size: 'macro' }],
  ['two shot, 2 shot', { size: 'medium', people: 2 }],
  ['three shot, 3 shot', { size: 'medium', people: 3 }],
  ['group shot', { size: 'medium-wide' }],
  ['wide, wider', { size: 'wide', alone: true }],
  ['close, closer, tight, tighter', { size: 'close', alone: true }],
  ['medium', { size: 'medium', alone: true }],
  ['ews, els, xws', { size: 'extreme-wide', capitals: true }],
  ['ws, ls', { size: 'wide', capitals: true }],
  ['fs', { size: 'full', capitals: true }],
  ['mls, mws', { size: 'medium-wide', capitals: true }],
  ['ms', { size: 'medium', capitals: true }],
  ['mcu', { size: 'medium-close', capitals: true }],
  ['cu', { size: 'close', capitals: true }],
  ['ecu, xcu, bcu', { size: 'extreme-close', capitals: true }],
  ['ots', { size: 'medium', angle: 'over-shoulder', capitals: true }],
  [
    'over the shoulder, over the shoulder shot, over her shoulder, over his shoulder',
    { angle: 'over-shoulder' },
  ],
  [
    'looks over her shoulder, looks over his shoulder, looking over her shoulder, looking over his shoulder, glances over her shoulder, glances over his shoulder, bag over her shoulder, bag over his shoulder, rifle over his shoulder',
    nothing,
  ],
  ['high angle, high angle shot, from above, looking down at, from a high angle', { angle: 'high' }],
  ['low angle, low angle shot, from below, looking up at, worm eye view, worms eye view', { angle: 'low' }],
  [
    'overhead, overhead shot, overhead view, seen from above, straight down, directly above, from directly above, from straight above, top down, top down shot, top shot, bird eye view, birds eye view, bird eye, god eye view',
    { angle: 'overhead' },
  ],
]);
