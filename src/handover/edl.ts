import { basename } from 'node:path';
import { unreachable } from '../core/result.ts';
import { endOf, type Handover, type Join, type Recording, type Shot, transitionName } from './handover.ts';
import { reelsOf } from './reels.ts';
import { timecode } from './timecode.ts';

/** The film's first frame, by custom an hour in: what stands before it is there for bars and a slate. */
const recordStart = 3600;

/**
 * CMX 3600: one row of events. A transition begins where the next shot does, so an event ends where the transition
 * after it begins, and the event of the transition says once more, without length, what it comes from.
 */
export function edlText(film: Handover): string {
  const { fps, shots, rows } = film;
  const reels = reelsOf(
    shots.flatMap(({ material, segment }) => ('file' in material ? [{ file: material.file, segment }] : [])),
  );
  const at = (frames: number): string => timecode(recordStart * fps + frames, fps);
  const events = shots.flatMap((shot, i) => eventsOf(shot, shots[i - 1], i === shots.length - 1));
  const blocks = events.map((event, i) => [
    ...eventLines(event, i + 1, film, reels, at),
    ...commentsOf(event, film, i === events.length - 1, at),
  ]);
  return [
    `TITLE: ${oneLine(film.title)}`,
    'FCM: NON-DROP FRAME',
    '',
    ...blocks.flat(),
    ...rows.flat().map((recording) => soundComment(recording, at)),
    '',
  ].join('\n');
}

/** What is seen in an event: a shot's material from a frame of it on, or black. */
interface Seen {
  readonly shot?: Shot;
  readonly from: number;
}

const black: Seen = { from: 0 };

interface Event extends Seen {
  /** Its first frame in the film, and the frame after its last. */
  readonly start: number;
  readonly end: number;
  /** How it is come to; a cut where there is none. */
  readonly entry?: {
    readonly seenBefore: Seen;
    readonly frames: number;
    readonly type: string;
    readonly asked: string;
  };
}

/** A shot's events: itself, and the black that it comes from or goes to. */
function eventsOf(shot: Shot, previous: Shot | undefined, last: boolean): readonly Event[] {
  const { start, sourceStart, join } = shot;
  const end = endOf(shot) - (join?.before ?? 0);
  const entering = previous?.join;
  const events: Event[] = [];
  const itself = { shot, end };
  if (previous === undefined || entering === undefined) {
    events.push({ ...itself, start, from: sourceStart });
  } else {
    const { before, after, transition } = entering;
    const begin = start - before;
    const seenBefore = { shot: previous, from: previous.sourceStart + begin - previous.start };
    const asked = transitionName(transition);
    if (asked === 'fade-to-black' && before > 0) {
      events.push({
        ...black,
        start: begin,
        end: start,
        entry: { seenBefore, frames: before, type: 'D', asked },
      });
      const entry = { seenBefore: { from: before }, frames: after, type: 'D', asked };
      events.push({ ...itself, start, from: sourceStart, entry });
    } else {
      const entry = { seenBefore, frames: before + after, type: wipes[asked] ?? 'D', asked };
      events.push({ ...itself, start: begin, from: sourceStart - before, entry });
    }
  }
  if (last && join) {
    const seenBefore = { shot, from: sourceStart + end - start };
    const entry = { seenBefore, frames: join.before, type: 'D', asked: transitionName(join.transition) };
    events.push({ ...black, start: end, end: endOf(shot), entry });
  }
  return events;
}

/** SMPTE 258M's pattern 1: an edge that moves from left to right. */
const wipes: Readonly<Record<string, string>> = { 'wipe-right': 'W001' };

function eventLines(
  { shot, from, start, end, entry }: Event,
  number: number,
  { fps, keepsSound }: Handover,
  reels: ReadonlyMap<string, string>,
  at: (frames: number) => string,
): readonly string[] {
  const line = (seen: Seen, type: string, frames: number, length: string): string =>
    [
      `${String(number).padStart(3, '0')} `,
      reelOf(seen.shot, reels).padEnd(8),
      (keepsSound ? 'AA/V' : 'V').padEnd(5),
      type.padEnd(4),
      length.padStart(3),
      timecode(seen.from, fps),
      timecode(seen.from + frames, fps),
      at(start),
      at(start + frames),
    ].join(' ');
  const itself = { from, ...(shot && { shot }) };
  if (entry === undefined) return [line(itself, 'C', end - start, '')];
  return [
    line(entry.seenBefore, 'C', 0, ''),
    line(itself, entry.type, end - start, String(entry.frames).padStart(3, '0')),
  ];
}

function reelOf(shot: Shot | undefined, reels: ReadonlyMap<string, string>): string {
  if (shot === undefined) return 'BL';
  return 'file' in shot.material ? (reels.get(shot.material.file) ?? 'AX') : 'AX';
}

function commentsOf(
  event: Event,
  film: Handover,
  last: boolean,
  at: (frames: number) => string,
): readonly string[] {
  const { shot, entry, start, end } = event;
  const within = (frame: number): boolean => frame >= start && (frame < end || last);
  const from = entry ? entry.seenBefore.shot : shot;
  return [
    ...(from ? [`* FROM CLIP NAME: ${clipName(from)}`] : []),
    ...(entry && shot ? [`* TO CLIP NAME: ${clipName(shot)}`] : []),
    ...(entry && !said.includes(entry.asked) ? [`* TRANSITION: ${entry.asked}`] : []),
    ...(shot ? shotComments(shot) : []),
    ...film.chapters
      .filter((chapter) => within(chapter.start))
      .map((chapter) => `* LOC: ${at(chapter.start)} GREEN   ${oneLine(chapter.title)}`),
    ...film.captions
      .filter((caption) => within(caption.start))
      .map((caption) => `* LOC: ${at(caption.start)} YELLOW  ${oneLine(caption.text)}`),
  ];
}

/** Transitions that events say by themselves. */
const said: readonly string[] = ['dissolve', 'fade-to-black', ...Object.keys(wipes)];

/** Whether an EDL can say a transition; as a dissolve it says all others. */
export const edlSays = ({ transition }: Join): boolean => said.includes(transitionName(transition));

function shotComments({ material, others }: Shot): readonly string[] {
  const takes = others.map(({ take, video }) => `* OTHER TAKE: ${take} ${oneLine(video.file)}`);
  switch (material.kind) {
    case 'video':
    case 'still':
      return [`* SOURCE FILE: ${oneLine(material.file)}`, ...takes];
    case 'card':
      return [`* CARD: ${oneLine(material.card.text)}`];
    case 'missing':
      return ['* NOT MADE YET', ...takes];
    default:
      return unreachable(material);
  }
}

const clipName = ({ material, segment }: Shot): string =>
  'file' in material ? oneLine(basename(material.file)) : segment;

function soundComment(
  { kind, file, start, frames, volume }: Recording,
  at: (frames: number) => string,
): string {
  return `* ${kind.toUpperCase()}: ${at(start)} ${at(start + frames)} ${volume} DB ${oneLine(file)}`;
}

/** A comment ends with its line: what a user typed must not begin another. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
