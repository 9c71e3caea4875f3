import type { ShownSegment } from '../film/shown.ts';
import { pick } from './doings.ts';
import { counterpart } from './here.ts';
import { dialog, goTo, segments, setMode } from './state.ts';

/** The first segment behind this one with which something is to be done, or else the first in the film. */
export function nextToDo(id: string): ShownSegment | undefined {
  const all = [...segments.value.values()];
  const at = all.findIndex((one) => one.id === id);
  return [...all.slice(at + 1), ...all.slice(0, at)].find(({ next }) => next.kind !== 'none');
}

export function openMake({ id }: ShownSegment, redo: boolean, note?: string): void {
  if (!counterpart().live) return;
  dialog.value = { kind: 'make', segment: id, redo, ...(note !== undefined && { note }) };
}

/** What the next step does when its key is pressed. */
export function takeNextStep(own: ShownSegment): void {
  const { next } = own;
  if (next.kind === 'make') openMake(own, false);
  if (next.kind === 'pick') void pick(own.id, next.take);
  if (next.kind !== 'none') return;
  const following = nextToDo(own.id);
  if (following) goTo(following.id);
  else setMode('film');
}
