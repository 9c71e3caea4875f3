/** Footage to measure: all of it, or whole seconds of a long file of which the film shows little. */
export interface Viewing {
  /** The hash of its bytes. */
  readonly footage: string;
  readonly span?: TimeSpan;
}

/** Seconds. */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

/** What identifies a viewing: it is also the name of the file in which its figures are kept. */
export const viewingName = ({ footage, span }: Viewing): string =>
  span === undefined ? footage : `${footage}-${span.from}-${span.until}`;

/** Seconds beside the shown part that are measured too, so that a trim can be changed a little. */
const margin = 2;

/** The look at the shown part of a file of so many seconds. */
export function viewingOf(footage: string, shown: TimeSpan, seconds: number): Viewing {
  const from = Math.max(0, Math.floor(shown.from) - margin);
  const until = Math.ceil(shown.until) + margin;
  return until - from > seconds - 2 * margin ? { footage } : { footage, span: { from, until } };
}
