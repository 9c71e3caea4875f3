import type { CameraTerm } from './sketch.ts';
import { wholeWords } from './whole-words.ts';

interface CameraWord {
  readonly isIn: (lower: string) => boolean;
  readonly term: CameraTerm;
}

/** One look at a clause tells most of them that no camera is spoken of. */
const speaksOfMoves = wholeWords(
  'camera|shot|lens|drone|pan(?:s|ned|ning)?|tilt(?:s|ed|ing)?|doll(?:y|ies|ying)|truck(?:s|ing)?|track(?:s|ing)?|push(?:es|ing)?|pull(?:s|ing)?|pullback|zoom(?:s|ed|ing)?|crane\\w*|boom\\w*|jib\\w*|pedestal\\w*|orbit(?:s|ing)?|arc(?:s|ing)?|circles?|rotat\\w+|360|hand-?held|shaky|steadicam|gimbal|static|locked|lock-off|tripod|follow(?:s|ing)?|left[- ]to[- ]right|right[- ]to[- ]left|we|creep(?:s|ing)? in|whip|aerial|slow\\w*|glid(?:es?|ing)',
);

const gap = '[^.;\\n]{0,30}?\\b';
const up = '(?:up(?:wards?)?)';
const down = '(?:down(?:wards?)?)';
const forward = '(?:in|closer|forwards?|towards?|into|through|across|over)';
const backward = '(?:back(?:wards?)?|out|away)';

/** What only a camera does, whoever is spoken of. */
const always: readonly CameraWord[] = [
  {
    isIn: wholeWords(`(?:pan(?:s|ned|ning)?|truck(?:s|ing)?)\\b${gap}right|pan right|left-to-right pan`),
    term: 'pan-right',
  },
  {
    isIn: wholeWords(`(?:pan(?:s|ned|ning)?|truck(?:s|ing)?)\\b${gap}left|pan left|right-to-left pan`),
    term: 'pan-left',
  },
  { isIn: wholeWords(`tilt(?:s|ed|ing)? (?:slowly |gently )?${up}|tilt-up`), term: 'tilt-up' },
  { isIn: wholeWords(`tilt(?:s|ed|ing)? (?:slowly |gently )?${down}|tilt-down`), term: 'tilt-down' },
  {
    isIn: wholeWords(`(?:crane|boom|jib|pedestal)(?:s|ing)? (?:slowly |gently )?(?:shot )?${down}`),
    term: 'crane-down',
  },
  {
    isIn: wholeWords(
      `(?:crane|boom|jib|pedestal)(?:s|ing)? (?:slowly |gently )?(?:shot )?${up}|crane shot|rising shot|jib shot`,
    ),
    term: 'crane-up',
  },
  {
    isIn: wholeWords(
      `(?:doll(?:y|ies|ying)|zoom(?:s|ed|ing)?)(?: slowly| gently)?[- ]${forward}|push-in|dolly shot|slow zoom|crash zoom|dolly zoom|aerial push`,
    ),
    term: 'push-in',
  },
  {
    isIn: wholeWords(
      `(?:doll(?:y|ies|ying)|zoom(?:s|ed|ing)?)(?: slowly| gently)?[- ]${backward}|pull-?back(?= (?:shot|to|reveal))|pull-back|pull-out`,
    ),
    term: 'pull-out',
  },
  {
    isIn: wholeWords(
      '(?:orbit|orbiting|arc|arcing|360|360[- ]degree)(?: camera)? (?:shot|around|move|movement|rotation)|arc shot',
    ),
    term: 'orbit',
  },
  {
    isIn: wholeWords('tracking shot|follow shot|following shot|steadicam shot|trucking shot|side tracking'),
    term: 'follow',
  },
  {
    isIn: wholeWords(
      'hand-?held(?! (?:fan|device|radio|mirror|lamp|lantern|torch|game|console|recorder|fire))|shaky cam(?:era)?|shaky (?:shot|footage)',
    ),
    term: 'handheld',
  },
];

/** What people and things do, too: it counts if the clause speaks of the camera, or begins with it as an order. */
const spoken: readonly CameraWord[] = [
  {
    isIn: wholeWords(
      `(?:track|slide|sweep|swing|glide|travel|doll(?:y|ies)|drift|move)(?:s|es|ing)?\\b${gap}right|left[- ]to[- ]right`,
    ),
    term: 'track-right',
  },
  {
    isIn: wholeWords(
      `(?:track|slide|sweep|swing|glide|travel|doll(?:y|ies)|drift|move)(?:s|es|ing)?\\b${gap}left|right[- ]to[- ]left`,
    ),
    term: 'track-left',
  },
  {
    isIn: wholeWords(
      `(?:rise|climb|lift|ascend|soar|rising|move|glide)(?:s|es|ing)?(?! away)(?: slowly| gently)?(?: ${up})|(?:rise|climb|lift|ascend|soar)s?|rising`,
    ),
    term: 'crane-up',
  },
  {
    isIn: wholeWords('(?:sink|descend|lower|drop|fall)(?:s|ing)?|(?:move|glide)s? down'),
    term: 'crane-down',
  },
  {
    isIn: wholeWords(
      `(?:push|move|track|creep|close|drift|glide|fl(?:y|ies)|travel)(?:s|es|ing)?(?: slowly| gently| steadily)?[- ]${forward}`,
    ),
    term: 'push-in',
  },
  {
    isIn: wholeWords(
      `(?:pull|move|track|crane|drift|glide|fl(?:y|ies))(?:s|es|ing)?(?: slowly| gently| steadily)?[- ]${backward}`,
    ),
    term: 'pull-out',
  },
  {
    isIn: wholeWords('(?:orbit|circle|arc|rotate|spin|revolve)(?:s|es|ing)?(?: slowly)?(?: around)?'),
    term: 'orbit',
  },
  {
    isIn: wholeWords('(?:follow|track)(?:s|ing)?(?! (?:left|right|in|out|back|away|closer|forward))'),
    term: 'follow',
  },
  { isIn: wholeWords('tilt(?:s|ing)?'), term: 'tilt-up' },
  { isIn: wholeWords('pan(?:s|ning)?'), term: 'pan-right' },
];

/** One look at a clause tells most of them that none of these is in it. */
const moving =
  /pan|tr[au]ck|left|right|tilt|cran|boom|jib|pedestal|ris|doll|zoom|push|crash|pull|orbit|arc|360|follow|steadicam|side|hand|shaky|slid|sweep|swing|gl[ai]d|travel|drift|mov|climb|lift|ascend|soar|sink|descend|lower|drop|fall|creep|clos|fl[yi]|circl|rotat|spin|revolv|aerial/;

const speaksOfCamera = wholeWords('camera|lens|drone|we|tracking shot');
/** A clause that begins like an order to the camera: "Slow push in", "then pan left". */
const order =
  /^(?:and |then |while |with |a |an |the |very |slow(?:ly)? |gentle |gently |smooth(?:ly)? |steady |steadily |fast |quick(?:ly)? |subtle |aerial |continuous |medium |wide |close |low |cinematic )*(?:pan|tilt|doll|truck|track|push|pull|zoom|crane|boom|jib|pedestal|orbit|arc|circl|rotat|follow|glide|creep|rise|sweep|left[- ]to|right[- ]to|drift|move|travel)/;
/** The third person at the beginning of a clause continues the one before: "tilts down, then pans left". */
const fixed = wholeWords(
  '(?:static|fixed|locked|stationary|still|motionless|unmoving)[- ](?:camera|shot|frame|wide|medium|close|tripod)|static|locked[- ](?:off|down)|lock-off|tripod|camera (?:is |stays |remains |holds )?(?:still|fixed|motionless|static)|no camera (?:movement|motion)|without camera (?:movement|motion)|camera does(?: not|n.t) move',
);
/** What a static thing can be that is no camera. */
const notFixed = wholeWords(
  'static (?:charge|electricity|noise|on the)|radio static|tv static|full of static',
);
const negated =
  /\b(?:no|without|don.t|never|not) (?:a |any |camera )?(?:pan|tilt|zoom|doll|push|crane|hand-?held|shak|track|orbit|movement|mov)/;
/** Without one of these, there is none of the next. */
const likeNouns = /pan|track|truck|shot|arc of/;
/** Nouns that sound like moves. */
const nouns =
  /\b(?:frying|sauce|baking|dust|bed|cake) ?pans?\b|\bpans? (?:of|on|in|with|full)\b|\b(?:the|a|hot|iron|copper|dirty|empty) pans?\b(?! (?:left|right|up|down|across|to|shot|over))|\b(?:train|railway|tyre|tire|animal|race|running|foot) ?tracks?\b|\b(?:its|their|his|her|own|the|snowy|muddy) tracks\b|\btrucks\b|\bshot glass\b|\bgun ?shot\b|\barc of\b|\bshot (?:of (?:whisky|whiskey|espresso|vodka|tequila)|rings)\b/g;

/** The moves that a text asks of its camera, in order. Empty if it stands still, undefined if nothing is said of it. */
export function readCamera(text: string): readonly CameraTerm[] | undefined {
  if (!speaksOfMoves(text.toLowerCase())) return undefined;
  const terms: CameraTerm[] = [];
  let still = false;
  for (const line of text.split('\n')) {
    const camera = /^Camera: /.test(line);
    for (const clause of line.replace(/^[A-Z][a-z]+: /, '').split(/[.;,!?]|\b(?:then|before|as|while)\b/)) {
      const lower = clause.toLowerCase();
      if (!camera && !speaksOfMoves(lower)) continue;
      const said = (likeNouns.test(lower) ? lower.replaceAll(nouns, ' ') : lower).trim();
      const isFixed = fixed(said) && !notFixed(said);
      const isNegated = negated.test(said);
      still ||= isFixed || isNegated;
      if (isNegated || !moving.test(said)) continue;
      const ours = camera || speaksOfCamera(said) || order.test(said);
      for (const term of termsIn(said, ours)) if (!terms.includes(term)) terms.push(term);
    }
  }
  if (terms.length > 0) return terms;
  return still ? [] : undefined;
}

/** One term for each axis: the more particular one. */
function termsIn(clause: string, ours: boolean): readonly CameraTerm[] {
  const found: CameraTerm[] = [];
  for (const { isIn, term } of ours ? [...always, ...spoken] : always) {
    if (found.some((one) => axisOf(one) === axisOf(term))) continue;
    if (isIn(clause)) found.push(term);
  }
  // "tracks her from left to right" says where to; "dolly in to follow her" says how.
  const way = found.some((term) => term !== 'follow' && term !== 'handheld');
  return way ? found.filter((term) => term !== 'follow') : found;
}

/** Moves of one axis exclude each other; those of two are two moves. */
export function axisOf(term: CameraTerm): string {
  switch (term) {
    case 'push-in':
    case 'pull-out':
      return 'distance';
    case 'pan-left':
    case 'pan-right':
    case 'track-left':
    case 'track-right':
      return 'sideways';
    case 'tilt-up':
    case 'tilt-down':
    case 'crane-up':
    case 'crane-down':
      return 'height';
    case 'follow':
    case 'orbit':
    case 'handheld':
      return term;
  }
}
