/** The camera's move on each axis: -1, 0 or 1. */
export interface CameraMove {
  /** 1: to the right. */
  readonly pan: number;
  /** 1: upwards. */
  readonly tilt: number;
  /** 1: closer. */
  readonly zoom: number;
  readonly handheld: boolean;
}

export const still: CameraMove = { pan: 0, tilt: 0, zoom: 0, handheld: false };

const travels = '(?:pan|truck|track|slide|sweep|swing|glide|travel|dolly|drift|move)(?:s|es|ing|ning)?';
const near = '[^.;\\n]{0,30}?\\b';

/** Each sets one axis; for an axis, the first match counts. */
const words: readonly { readonly pattern: RegExp; readonly means: Partial<CameraMove> }[] = [
  { pattern: word(`${travels}\\b${near}right|left[- ]to[- ]right`), means: { pan: 1 } },
  { pattern: word(`${travels}\\b${near}left|right[- ]to[- ]left`), means: { pan: -1 } },
  {
    pattern: word(`(?:tilt|crane|boom|jib|pedestal|move|glide)(?:s|ing)?\\b${near}(?:up|upwards?)`),
    means: { tilt: 1 },
  },
  {
    pattern: word('camera (?:slowly )?(?:rises|climbs|lifts|ascends|soars)|rising shot|crane shot'),
    means: { tilt: 1 },
  },
  {
    pattern: word(`(?:tilt|crane|boom|jib|pedestal|move|glide)(?:s|ing)?\\b${near}(?:down|downwards?)`),
    means: { tilt: -1 },
  },
  { pattern: word('camera (?:slowly )?(?:sinks|descends|lowers|drops|falls)'), means: { tilt: -1 } },
  {
    pattern: word(
      '(?:pull|dolly|zoom|move|track|crane)(?:s|es|ing)?[- ](?:back|out|away|backwards?)|pull-?back',
    ),
    means: { zoom: -1 },
  },
  {
    pattern: word(
      '(?:push|dolly|zoom|move|track|creep|close)(?:s|es|ing)?[- ](?:slowly )?(?:in|closer|forwards?|toward|towards|across)|push-?in|(?:slow|aerial) push',
    ),
    means: { zoom: 1 },
  },
  { pattern: word('hand-?held|shaky'), means: { handheld: true } },
];
const fixed = word(
  'static|locked[- ]off|lock-off|tripod|fixed camera|camera (?:is |stays )?(?:still|fixed|motionless)',
);

function word(pattern: string): RegExp {
  return new RegExp(`\\b(?:${pattern})\\b`, 'i');
}

/** The move that a text asks for. Undefined if it doesn't mention the camera. */
export function readMove(text: string): CameraMove | undefined {
  const found = words.filter(({ pattern }) => pattern.test(text)).map(({ means }) => means);
  if (found.length > 0) return Object.assign({}, still, ...found.reverse());
  return fixed.test(text) ? still : undefined;
}

/** The move in the words of a slate; empty for no move. */
export function moveInWords({ pan, tilt, zoom, handheld }: CameraMove): string {
  const parts = [
    zoom > 0 ? 'push in' : zoom < 0 ? 'pull out' : '',
    pan > 0 ? 'pan right' : pan < 0 ? 'pan left' : '',
    tilt > 0 ? 'tilt up' : tilt < 0 ? 'tilt down' : '',
    handheld ? 'handheld' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'static' : parts.join(', ');
}
