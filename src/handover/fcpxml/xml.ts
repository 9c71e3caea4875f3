export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element as the lines of its text. Attributes without a value are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (readonly string[])[] = [],
): readonly string[] {
  const open = startTag(name, attributes);
  if (children.length === 0) return [`<${open}/>`];
  return [`<${open}>`, ...children.flat().map((line) => `  ${line}`), `</${name}>`];
}

/** An element of nothing but text. */
export const textElement = (name: string, text: string, attributes: Attributes = {}): readonly string[] => [
  `<${startTag(name, attributes)}>${escaped(text)}</${name}>`,
];

const startTag = (name: string, attributes: Attributes): string =>
  [
    name,
    ...Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}="${escaped(String(value))}"`],
    ),
  ].join(' ');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Line ends as references, since a reader would make spaces of them; what XML can't hold at all is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
