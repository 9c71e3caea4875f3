/** What a text may have been before something on its way encoded it; the first is the text as it is. */
export function readingsOf(text: string): readonly string[] {
  return [text, ...decoders.map((decode) => decode(text)).filter((read) => read !== undefined)];
}

const decoders: readonly ((text: string) => string | undefined)[] = [
  fromHtml,
  fromJson,
  fromAddress,
  fromBytes,
  (text) => /^\s*(["'“”‘’«»`])(.*)["'“”‘’«»`]\s*$/s.exec(text)?.[2],
];

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** `&amp;` and `&#39;`. */
function fromHtml(text: string): string | undefined {
  const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
  if (text.search(entity) < 0) return undefined;
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** `\n`, `\"` and `\u00e9`. */
function fromJson(text: string): string | undefined {
  if (!text.includes('\\')) return undefined;
  try {
    return String(JSON.parse(`"${text.replace(/[\n\r\t]/g, ' ')}"`));
  } catch {
    return undefined;
  }
}

/** `%C3%A9` and `+`. */
function fromAddress(text: string): string | undefined {
  if (/\s/.test(text.trim()) || !/%[\da-f]{2}|\+/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

/** UTF-8 that was read as Windows-1252 or Latin-1, as a form is that does not tell its encoding: `cafÃ©`. */
function fromBytes(text: string): string | undefined {
  if (!/[\u0080-\u00ff]/.test(text)) return undefined;
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = byteOf.get(letter) ?? letter.codePointAt(0) ?? 256;
    if (byte > 255) return undefined;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

const byteOf: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (letter, byte) => [letter, byte],
  ),
);
