/** Everything that a key does. */
export type KeyAct =
  | 'play'
  | 'slower'
  | 'stop'
  | 'faster'
  | 'frame-back'
  | 'frame-on'
  | 'second-back'
  | 'second-on'
  | 'segment-before'
  | 'segment-after'
  | 'film-start'
  | 'film-end'
  | 'seam'
  | 'plain-seam'
  | 'takes'
  | 'grid'
  | 'blink'
  | 'wipe'
  | 'onion'
  | 'difference'
  | 'judge'
  | 'pick'
  | 'range-start'
  | 'range-end'
  | 'range-clear'
  | 'note'
  | 'edit'
  | 'redo'
  | 'next-step'
  | 'lock'
  | 'mute'
  | 'full-screen'
  | 'paper'
  | 'replay'
  | 'help'
  | 'leave';

export interface KeyRow {
  /** As `KeyboardEvent.key` has it, letters in lower case; `1-9`: any of these digits. */
  readonly key: string;
  readonly shift?: true;
  readonly act: KeyAct;
  /** What it does, for people. */
  readonly does: string;
  readonly group: 'Play' | 'Go' | 'Judge' | 'Decide' | 'Page';
}

/** Every key of the page, once: the help shows this table, and so do the docs. */
export const keys: readonly KeyRow[] = [
  { key: ' ', act: 'play', does: 'Play or pause', group: 'Play' },
  { key: 'j', act: 'slower', does: 'Play backwards, or slower', group: 'Play' },
  { key: 'k', act: 'stop', does: 'Pause', group: 'Play' },
  { key: 'l', act: 'faster', does: 'Play, then faster', group: 'Play' },
  { key: 'm', act: 'mute', does: 'Sound on or off', group: 'Play' },
  { key: 'ArrowLeft', act: 'frame-back', does: 'One frame back', group: 'Go' },
  { key: 'ArrowRight', act: 'frame-on', does: 'One frame on', group: 'Go' },
  { key: 'ArrowLeft', shift: true, act: 'second-back', does: 'Ten frames back', group: 'Go' },
  { key: 'ArrowRight', shift: true, act: 'second-on', does: 'Ten frames on', group: 'Go' },
  { key: 'ArrowUp', act: 'segment-before', does: 'The segment before', group: 'Go' },
  { key: 'ArrowDown', act: 'segment-after', does: 'The segment after', group: 'Go' },
  { key: 'Home', act: 'film-start', does: 'The first frame of the film', group: 'Go' },
  { key: 'End', act: 'film-end', does: 'The last frame of the film', group: 'Go' },
  {
    key: 's',
    act: 'seam',
    does: 'Loop the seam into the next segment: 1.5 s on either side',
    group: 'Judge',
  },
  { key: 't', act: 'plain-seam', does: 'In a seam: with or without its transition', group: 'Judge' },
  { key: 'v', act: 'takes', does: 'One take, or the film', group: 'Judge' },
  { key: 'g', act: 'grid', does: 'Takes side by side', group: 'Judge' },
  { key: '\\', act: 'blink', does: 'Blink between two takes', group: 'Judge' },
  { key: 'w', act: 'wipe', does: 'Wipe between two takes', group: 'Judge' },
  { key: 'o', act: 'onion', does: 'One take over the other', group: 'Judge' },
  { key: 'd', act: 'difference', does: 'The difference of two takes', group: 'Judge' },
  { key: 'c', act: 'judge', does: 'Check all footage that is not judged yet', group: 'Judge' },
  { key: '[', act: 'range-start', does: 'A range begins here', group: 'Judge' },
  { key: ']', act: 'range-end', does: 'The range ends here', group: 'Judge' },
  { key: 'x', act: 'range-clear', does: 'No range', group: 'Judge' },
  { key: '1-9', act: 'pick', does: 'Pick this take', group: 'Decide' },
  { key: 'Enter', act: 'next-step', does: 'The next step for this segment', group: 'Decide' },
  { key: 'r', act: 'redo', does: 'Make another take: shows the price first', group: 'Decide' },
  { key: 'e', act: 'edit', does: 'Edit the prompt', group: 'Decide' },
  { key: 'n', act: 'note', does: 'Write a note at this frame or range', group: 'Decide' },
  { key: 'y', act: 'lock', does: 'Lock or unlock: locked footage is never made again', group: 'Decide' },
  { key: 'f', act: 'full-screen', does: 'Full screen', group: 'Page' },
  { key: 'p', act: 'paper', does: 'All segments on a page, to print', group: 'Page' },
  { key: 'h', act: 'replay', does: 'How it was made: replay the journal', group: 'Page' },
  { key: '?', act: 'help', does: 'These keys', group: 'Page' },
  { key: 'Escape', act: 'leave', does: 'Close, or back to the film', group: 'Page' },
];

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The row of a key that was pressed, and the digit if it was one. Keys with Ctrl and the like are the browser's. */
export function rowOf(pressed: Pressed): { readonly row: KeyRow; readonly digit?: number } | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (/^[1-9]$/.test(key)) {
    const row = keys.find((one) => one.key === '1-9');
    return row && { row, digit: Number(key) };
  }
  // What a sign needs Shift for differs between keyboards.
  const isNamed = pressed.key.length > 1;
  const row = keys.find((one) => one.key === key && (!isNamed || (one.shift ?? false) === pressed.shiftKey));
  return row && { row };
}

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  '1-9': '1 … 9',
};

/** A key as it is written on keyboards. */
export const keyName = ({ key, shift }: KeyRow): string =>
  `${shift ? 'Shift ' : ''}${names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}`;
