/** Opaque ids may be long, but what can't be put into a path is not an id. */
const pattern = /^(?!\.+$)[\w.:~=+@-]{1,1024}$/;

/** Words, and a number, for no id. */
const none = /^(null|none|nil|undefined|nan|true|false|0+)$/i;

export const isJobId = (text: string): boolean => pattern.test(text) && !none.test(text);

/** The id of a job, which some services count. Undefined if it can't be one. */
export const jobIdOf = (value: unknown): string | undefined =>
  [textOfId(value)].find((text) => text !== undefined && isJobId(text));

/** Whole numbers count jobs; others are none. */
export function textOfId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  return typeof value === 'string' ? value : undefined;
}
