/** Access to a JSON value of unknown shape. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** Also from a text that begins with a number, as in `"8"` or `"45%"`. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The same name for `videoUrl`, `video_url` and `Video-URL`. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The members of an object with these names, however they are written, in the order of the names. */
export function membersNamed(json: Json, names: readonly string[]): readonly unknown[] {
  const members = plainMembers(json);
  return names.map((name) => members.get(name)).filter((value) => value !== undefined && value !== null);
}

/** An answer is asked for many members, and never changed. */
function plainMembers(json: Json): ReadonlyMap<string, unknown> {
  const known = read.get(json);
  if (known) return known;
  const members = new Map(Object.entries(json).map(([name, value]) => [plainName(name), value]));
  read.set(json, members);
  return members;
}

const read = new WeakMap<Json, ReadonlyMap<string, unknown>>();

/** A name under which servers repeat what they were sent: nothing there is about what was made. */
export const repeatsRequest = (name: string): boolean =>
  /^(inputs?|requests?|params|parameters|args|arguments|options|config|settings)$/.test(plainName(name));

/** Undefined if it is not JSON, or nested deeper than any answer. JSON within a JSON text is read, too; whole numbers that a double can't hold become texts. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    const value = parsed(text);
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
  } catch {
    return undefined;
  }
}

/** Looks for long numbers only in what is JSON: in anything else, a text that never ends is looked through from each of its quotes. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return /\d{16}/.test(text) ? JSON.parse(text.replace(longNumbers, quoted)) : value;
}

/** Texts, which stay as they are, and whole numbers: not the digits of a fraction, as in 0.30000000000000004, or of an exponent. */
const longNumbers = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gs;

/** Ids of 64 bits, as databases count them. */
const quoted = (part: string): string =>
  part.startsWith('"') || Number.isSafeInteger(Number(part)) ? part : `"${part}"`;

/** Levels of nesting: a hostile answer would exhaust the stack of whatever walks it. */
const deepest = 100;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= deepest; at++) {
    const letter = text[at];
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
  }
  return depth > deepest;
}

/** Where a text in quotes ends that begins there. */
function endOfText(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
