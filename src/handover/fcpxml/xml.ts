export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element as lines of text. Attributes without a value are omitted. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (readonly string[])[] = [],
): readonly string[] {
  const open = startTag(name, attributes);
  if (children.length === 0) return [`<${open}/>`];
  return [`<${open}>`, ...children.flat().map((line) => `  ${line}`), `</${name}>`];
}

/** An element that contains only text. */
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

/** Line breaks are written as references, since parsers turn them into spaces. Characters that XML doesn't allow are removed. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
