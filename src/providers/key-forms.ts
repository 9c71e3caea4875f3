/** In lower case, each character where it was: one, of all, would become two. */
export const withoutCase = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();

/** How a key may stand in a text, without case: as it is, as encoded in URLs, in headers, and in hexadecimal. */
export const waysToWrite = (key: string): readonly string[] => [
  ...new Set(
    [key, encodeURIComponent(key), Buffer.from(key).toString('hex'), ...inBase64(key)].map(withoutCase),
  ),
];

/** What is the same in base64 whatever stands before and after the key: three ways, each with two alphabets. */
function inBase64(key: string): readonly string[] {
  const ways = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]).toString('base64');
    const first = Math.ceil((before * 4) / 3);
    const whole = Math.floor(((before + key.length) * 4) / 3);
    return text.slice(first, whole);
  });
  const whole = Buffer.from(key).toString('base64');
  return [whole, ...ways].flatMap((way) => [way, way.replaceAll('+', '-').replaceAll('/', '_')]);
}
