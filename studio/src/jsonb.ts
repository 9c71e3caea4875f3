/**
 * JSON that PostgreSQL takes. A provider may say anything, and `jsonb` has neither the character 0 nor half a surrogate pair:
 * each becomes the replacement character.
 */
export const jsonb = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /\\(?:(u0000|ud[89a-f][0-9a-f]{2})|.)/g,
    (sequence, refused: string | undefined) => (refused === undefined ? sequence : '\ufffd'),
  );

/** The value as `jsonb` has it, for what somebody else writes there. */
export const storable = <T>(value: T): T => JSON.parse(jsonb(value));
