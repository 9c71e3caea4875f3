import type { KeyHider } from './hiding-keys.ts';

/**
 * What an adapter threw, without any key. The error object and its causes stay the same, since their code and class say
 * what they are; only one that can't be changed is replaced.
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
  // The message may belong to the class, not to the error itself.
  const names = new Set([...Object.getOwnPropertyNames(thrown), 'message', 'stack']);
  for (const name of names) {
    const value: unknown = Reflect.get(thrown, name);
    // Aggregated errors are changed in place.
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
