import { isObject, membersNamed, objectOf, textOf } from './json.ts';

/** Where servers list what is wrong with a request, field by field. */
const lists = ['detail', 'details', 'issues', 'errors', 'violations', 'invalidparams'];
/** Parts of a way to a field that all have in common. */
const common = /^(body|query|form|path|header|root)$/i;
const most = 3;

/**
 * A message with the fields that it is about, as FastAPI (`[{loc, msg}]`), Zod (`issues: [{path, message}]`), RFC 9457 and ASP.NET
 * (`errors: {field: [text]}`) list them. Undefined where none is named.
 */
export function withPlaces(message: string | undefined, body: unknown): string | undefined {
  const outer = objectOf(body);
  const listed = [outer, objectOf(outer.error)]
    .flatMap((place) => membersNamed(place, lists))
    .map(problemsIn)
    .find((problems) => problems.some(({ place }) => place !== ''));
  if (listed === undefined) return undefined;
  const told = listed
    .slice(0, most)
    .map(({ place, text }) => (place === '' ? text : `${place}: ${text}`))
    .join('; ');
  const isAll = message === undefined || listed.some(({ text }) => message.startsWith(text));
  return isAll ? told : `${message.replace(/[.:\s]*$/, '')}: ${told}`;
}

interface Placed {
  readonly place: string;
  readonly text: string;
}

function problemsIn(list: unknown): readonly Placed[] {
  if (Array.isArray(list)) {
    return list.flatMap((one) => {
      const json = objectOf(one);
      const text = membersNamed(json, ['msg', 'message', 'reason', 'description']).map(textOf)[0];
      const [way] = membersNamed(json, ['loc', 'path', 'field', 'name', 'param', 'pointer']);
      return text === undefined ? [] : [{ place: placeOf(way), text }];
    });
  }
  if (!isObject(list)) return [];
  return Object.entries(list).flatMap(([place, texts]) =>
    Array.isArray(texts) && texts.every((one) => typeof one === 'string') && texts.length > 0
      ? [{ place, text: texts.join(' ') }]
      : [],
  );
}

function placeOf(way: unknown): string {
  const parts = (Array.isArray(way) ? way : [way]).map((part) =>
    typeof part === 'number' ? String(part) : (textOf(part) ?? ''),
  );
  return parts.filter((part) => part !== '' && !common.test(part)).join('.');
}
