import type { StageMode } from './address.ts';
import { step } from './clock.ts';
import { close } from './dialogs.tsx';
import { judge, lock } from './doings.ts';
import { counterpart } from './here.ts';
import { type KeyAct, rowOf } from './keys.ts';
import {
  current,
  dialog,
  film,
  frame,
  goTo,
  marked,
  mode,
  muted,
  plainSeams,
  playing,
  rate,
  replayed,
  say,
  segment,
  segments,
  setMode,
  told,
} from './state.ts';
import { openMake, takeNextStep } from './steps.ts';
import { blinked } from './takes-stage.tsx';

const toggle = (one: StageMode): void => setMode(mode.value === one ? 'film' : one);

function neighbour(by: number): void {
  const ids = [...segments.value.keys()];
  const next = ids[ids.indexOf(current.value) + by];
  if (next !== undefined) goTo(next);
}

/** Where nothing can be changed, says so. */
const withSegment = (what: (own: NonNullable<typeof segment.value>) => void, changes = true): void => {
  const own = segment.value;
  if (!own) return;
  if (changes && !counterpart().live)
    say('This is a copy of the page: only notes can be written in it.', true);
  else what(own);
};

/** What each act does: a new one does not compile until it is here. */
const acts: { readonly [A in KeyAct]: (digit: number) => void } = {
  play: () => {
    rate.value = rate.value === 0 ? 1 : 0;
  },
  stop: () => {
    rate.value = 0;
  },
  slower: () => {
    rate.value = rate.value > 1 ? rate.value / 2 : rate.value < 0 ? Math.max(-4, 2 * rate.value) : -1;
  },
  faster: () => {
    rate.value = rate.value > 0 ? Math.min(4, 2 * rate.value) : 1;
  },
  'frame-back': () => step(-1),
  'frame-on': () => step(1),
  'second-back': () => step(-10),
  'second-on': () => step(10),
  'segment-before': () => neighbour(-1),
  'segment-after': () => neighbour(1),
  'film-start': () => {
    frame.value = playing.value.from;
  },
  'film-end': () => {
    rate.value = 0;
    frame.value = playing.value.to - 1;
  },
  seam: () => {
    toggle('seam');
    if (mode.value !== 'seam') return;
    frame.value = playing.value.from;
    rate.value = 1;
  },
  'plain-seam': () => {
    plainSeams.value = !plainSeams.value;
    say(plainSeams.value ? 'Seams are shown as cuts.' : 'Seams are shown with their transitions.');
  },
  takes: () => toggle('take'),
  grid: () => toggle('grid'),
  blink: () => {
    if (mode.value === 'blink') blinked.value = !blinked.value;
    else setMode('blink');
  },
  wipe: () => toggle('wipe'),
  onion: () => toggle('onion'),
  difference: () => toggle('difference'),
  judge: () => withSegment(() => void judge()),
  pick: (digit) =>
    withSegment((own) => {
      const take = own.takes.find((one) => one.take === digit);
      if (!take) return say(`${own.id} has no take ${digit}.`, true);
      dialog.value = { kind: 'pick', segment: own.id, take: digit };
    }),
  'range-start': () => {
    const { to } = marked.value;
    const from = Math.floor(frame.value);
    marked.value = { from, ...(to !== undefined && to > from && { to }) };
    say('A range begins here.');
  },
  'range-end': () => {
    const { from = playing.value.from } = marked.value;
    marked.value = { from, to: Math.max(from + 1, Math.floor(frame.value) + 1) };
    say('The range is played in a loop. X clears it.');
  },
  'range-clear': () => {
    marked.value = {};
  },
  note: () =>
    withSegment(({ id }) => {
      rate.value = 0;
      dialog.value = { kind: 'note', segment: id };
    }, false),
  edit: () =>
    withSegment((own) => {
      if (own.written === undefined)
        return say(`The prompt of ${own.id} is not one text: edit it in the storyboard.`, true);
      dialog.value = { kind: 'edit', segment: own.id };
    }),
  redo: () => withSegment((own) => own.takes.length > 0 && openMake(own, own.next.kind !== 'make')),
  'next-step': () => withSegment(takeNextStep),
  lock: () => withSegment((own) => own.takes.length > 0 && void lock(own.id, !own.locked)),
  mute: () => {
    muted.value = !muted.value;
  },
  'full-screen': () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else
      void document
        .querySelector('.stage')
        ?.requestFullscreen()
        .catch(() => undefined);
  },
  paper: () => toggle('paper'),
  replay: () => {
    replayed.value = replayed.value === undefined ? told.value.length : undefined;
  },
  help: () => {
    dialog.value = { kind: 'help' };
  },
  leave: () => {
    if (dialog.value.kind !== 'none') return close();
    replayed.value = undefined;
    marked.value = {};
    if (mode.value !== 'film') setMode('film');
  },
};

/** Keys do what the table says, except while somebody types, or while a dialog is open. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const { target } = event;
    if (!film.value || dialog.value.kind !== 'none') return;
    if (target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=range]), textarea'))
      return;
    const found = rowOf(event);
    if (!found) return;
    // What has the focus is pressed by these; a slider is moved by the others.
    const isPressed = target instanceof HTMLElement && target.matches('button, input, a, summary');
    if (isPressed && (event.key === 'Enter' || event.key === ' ')) return;
    if (target instanceof HTMLInputElement && target.type === 'range' && event.key.startsWith('Arrow'))
      return;
    event.preventDefault();
    acts[found.row.act](found.digit ?? 0);
  });
}

export const act = (name: KeyAct): void => acts[name](0);
