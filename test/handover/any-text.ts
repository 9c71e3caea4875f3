import fc from 'fast-check';

/** Text as nobody should type it: any code point, halves of pairs too, and often what ends a line or a tag. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        '\t',
        '\0',
        '\x85',
        '\u2028',
        '&',
        '<',
        '>',
        '"',
        "'",
        ']]>',
        '001  X',
      ),
    ),
  )
  .map((signs) => signs.join(''));
