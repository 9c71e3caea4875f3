/**
 * A text as one word of a shell command. Double quotes if they suffice, since every shell has them; a POSIX shell's
 * single quotes if something in it is special inside those.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (/^[^"$`\\!]+$/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
