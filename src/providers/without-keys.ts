import type { KeyHider } from './hiding-keys.ts';

/**
 * What an adapter threw, with no key in it. An error stays the same, with all that it was caused by, since its code and
 * class say what it is; only one that can't be changed gives way to another.
 */
export function withoutKeys(
  thrown: unknown,
  hide: KeyHider['hide'],
  seen: Set<unknown> = new Set(),
): unknown {
  if (typeof thrown === 'string') return hide(thrown);
  if (!(thrown instanceof Error) || seen.has(thrown)) return thrown;
  seen.add(thrown);
  const clean = (value: unknown): unknown => withoutKeys(value, hide, seen);
  // A message may be the class's, so it isn't the error's own.
  const names = new Set([...Object.getOwnPropertyNames(thrown), 'message', 'stack']);
  for (const name of names) {
    const value: unknown = Reflect.get(thrown, name);
    // Those that an error gathers are changed where they are.
    if (Array.isArray(value)) value.forEach(clean);
    const cleaned = clean(value);
    if (cleaned === value) continue;
    const enumerable = Object.getOwnPropertyDescriptor(thrown, name)?.enumerable ?? false;
    const told = { value: cleaned, configurable: true, writable: true, enumerable };
    if (!Reflect.defineProperty(thrown, name, told)) return replaced(thrown, hide);
  }
  return thrown;
}

function replaced({ name, message, stack }: Error, hide: KeyHider['hide']): Error {
  const error = new Error(hide(message));
  error.name = name;
  if (stack !== undefined) error.stack = hide(stack);
  return error;
}
