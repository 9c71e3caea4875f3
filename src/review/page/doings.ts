import type { Offer } from '../doings/making.ts';
import { counterpart } from './here.ts';
import { dialog, judging, say } from './state.ts';

/** Asks for a change, and says why it was refused, if it was. Whether it was carried out. */
export async function ask(
  doing: string,
  asked: Readonly<Record<string, unknown>>,
  done?: string,
): Promise<boolean> {
  try {
    await counterpart().ask(doing, asked);
    if (done !== undefined) say(done);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
}

export const pick = (segment: string, take: number, why = ''): Promise<boolean> =>
  ask('pick', { segment, take, ...(why.trim() !== '' && { why }) }, `Take ${take} of ${segment} is picked.`);

export const lock = (segment: string, locked: boolean): Promise<boolean> =>
  ask(
    'lock',
    { segment, lock: locked },
    locked ? `${segment} is locked: it is not made again.` : `${segment} is not locked any more.`,
  );

/** What it would take to make a segment, or one more take of it. */
export async function offerFor(segment: string, redo: boolean): Promise<Offer> {
  return (await counterpart().ask('price', { segment, redo })) as Offer;
}

export async function make(
  order: { readonly segment: string; readonly redo: boolean; readonly note?: string },
  agreed: number,
): Promise<void> {
  dialog.value = { kind: 'none' };
  say(`${order.segment} is on its way.`);
  if (await ask('make', { ...order, agreed }))
    say(`${order.segment} is being made. It appears here when it is there.`);
}

/** Has all footage looked at that nobody looked at yet. */
export async function judge(): Promise<void> {
  if (!(await ask('judge', {}))) return;
  if (!judging.value) say('The footage is being judged: what is found is told here.');
}

export const mend = (id: string): Promise<boolean> =>
  ask('mend', { id }, 'It is written into the storyboard.');
