/**
 * What a text without quotes means, as in YAML's core schema (YAML 1.2.2, 10.3.2). Undefined: it is null, or one of the
 * rarer ways to write a number.
 */
export function meaningOf(text: string): string | number | boolean | undefined {
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return undefined;
    default:
      return startsLikeNumber(text.charCodeAt(0)) ? numberOrText(text) : text;
  }
}

/** `+`, `-`, `.` or a digit; `,` and `/`, which lie between them, do no harm. */
const startsLikeNumber = (code: number): boolean => code >= 0x2b && code <= 0x39;

function numberOrText(text: string): string | number | undefined {
  if (/^[-+]?(?:\d{1,15}|\.\d+|\d+\.\d*)$/.test(text)) return Number(text);
  const isRare =
    /^(?:[-+]?\d+|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)e[-+]?\d+|[-+]?\.(?:inf|nan))$/i;
  return isRare.test(text) ? undefined : text;
}
