/** Opaque ids may be long, but what can't be put into a path is not an id. */
const pattern = /^(?!\.+$)[\w.:~=+@-]{1,1024}$/;

export const isJobId = (text: string): boolean => pattern.test(text);

/** The id of a job, which some services count. Undefined if it can't be one. */
export function jobIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && isJobId(text) ? text : undefined;
}
