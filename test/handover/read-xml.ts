export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own, without that of its children. */
  readonly text: string;
}

/** Reads a document as strictly as a parser has to: what is not well-formed throws. */
export function readXml(document: string): Element {
  const signs = /<\?xml[^?]*\?>|<!DOCTYPE [a-z]+>|<(\/?)([a-z-]+)((?: [a-zA-Z]+="[^"<]*")*)(\/?)>|[^<]+/giy;
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open = [root];
  while (signs.lastIndex < document.length) {
    const at = signs.lastIndex;
    const match = signs.exec(document);
    const inner = open.at(-1);
    if (match === null || inner === undefined)
      throw new Error(`not well-formed: ${document.slice(at, at + 60)}`);
    const [all, closes, name, attributes = '', empty] = match;
    if (name === undefined) {
      if (!all.startsWith('<')) inner.text += plain(all);
    } else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`${name} is closed where it is not open`);
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      inner.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only, ...more] = root.children;
  if (only === undefined || more.length > 0 || open.length > 1) throw new Error('not one whole element');
  return only;
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/ ([a-zA-Z]+)="([^"]*)"/g)].map(([, key, value]) => [key, plain(value ?? '')]),
  );

/** A sign that XML can't hold throws, and so does an `&` that begins no reference. */
function plain(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error(`no XML: ${text}`);
  return text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** An element and all in it. */
export function* allOf(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* allOf(child);
}
