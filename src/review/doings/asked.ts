import { err, ok, type Result } from '../../core/result.ts';
import type { HttpRefusal } from '../http/judge.ts';

/** What a field of a request may be. */
const kinds = {
  name: (value: unknown): value is string =>
    typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 200,
  text: (value: unknown): value is string => typeof value === 'string' && value.length <= 20_000,
  hash: (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  id: (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value),
  count: (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
  money: (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0,
  flag: (value: unknown): value is boolean => typeof value === 'boolean',
};

type Kind = keyof typeof kinds;
type Fields = Readonly<Record<string, Kind | `${Kind}?`>>;
type ValueOf<K extends string> = K extends 'count' | 'money' ? number : K extends 'flag' ? boolean : string;
type Asked<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends `${string}?` ? never : Name]: ValueOf<F[Name]>;
} & {
  readonly [Name in keyof F as F[Name] extends `${string}?` ? Name : never]?: F[Name] extends `${infer K}?`
    ? ValueOf<K>
    : never;
};

/** The fields of what the page asks for, exactly these: whatever else is in it is refused, not ignored. */
export function fieldsOf<const F extends Fields>(
  asked: Readonly<Record<string, unknown>>,
  fields: F,
): Result<Asked<F>, HttpRefusal> {
  const stranger = Object.keys(asked).find((name) => !Object.hasOwn(fields, name));
  if (stranger !== undefined) return err({ status: 400, message: 'There is a field too many in that.' });
  for (const [name, kind] of Object.entries(fields)) {
    const value = Object.hasOwn(asked, name) ? asked[name] : undefined;
    if (value === undefined && kind.endsWith('?')) continue;
    if (!kinds[kind.replace('?', '') as Kind](value))
      return err({ status: 400, message: `\`${name}\` is missing or wrong.` });
  }
  return ok(asked as Asked<F>);
}
