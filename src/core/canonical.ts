import crypto from 'node:crypto';

/** A JSON text that is equal for equal values: keys sorted, no space, `undefined` members left out. */
export function canonicalJson(value: unknown): string {
  if (Number.isFinite(value)) return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${nameText(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Most names need no escapes, and looking is faster than escaping: plans hash a hundred thousand requests. */
const nameText = (name: string): string => (/^[\w-]*$/.test(name) ? `"${name}"` : JSON.stringify(name));

/** SHA-256, as 64 lower-case hexadecimal digits. */
export const sha256: (data: string | Uint8Array) => string =
  // Without an object to hash with, which early Node 20 still needs, thousands of short texts take half the time.
  typeof crypto.hash === 'function'
    ? (data) => crypto.hash('sha256', data)
    : (data) => crypto.createHash('sha256').update(data).digest('hex');

/** The hash of a value's canonical JSON. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value));
