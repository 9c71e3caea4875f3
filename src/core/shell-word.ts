/**
 * A text as one word of a command that is shown to be typed. Double quotes where they do, since every shell knows them;
 * where something in it has a meaning inside those, a POSIX shell's single quotes.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (/^[^"$`\\!]+$/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
