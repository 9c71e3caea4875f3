/** Names under which a text is a link, however it is written. */
const namesLink = /url|uri|link|href/;
const film = /\.(mp4|m4v|mov|webm|mkv)$/i;
/** A host without `https://` before it. */
const host = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?\/\S/i;

/** The links that a text is, written as servers should: `name` is the last on the way to it. */
export function linksWritten(text: string, name: string): readonly string[] {
  const bare = unquoted(text);
  // Some encode a link once too often, for an address or for a page.
  const decoded = /^https?%3A%2F%2F/i.test(bare) ? decodedOnce(bare) : bare.replace(/&amp;/g, '&');
  const several = decoded.split(/(?<![,;\s])[,;\s]+(?=https?:\/\/)/i);
  return several.map((one) => whole(one.trim(), name));
}

const unquoted = (text: string): string => /^(["'<])(\S+)["'>]$/.exec(text)?.[2] ?? text;

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function whole(text: string, name: string): string {
  if (/^https?:\/\/[^\s<>"]+( [^\s<>"]+)+$/i.test(text) && film.test(text)) return text.replace(/ /g, '%20');
  if (!namesLink.test(name) || /^\S*:|^[/\s]|\s/.test(text)) return text;
  const [path = ''] = text.split(/[?#]/);
  if (host.test(text)) return `https://${text}`;
  return film.test(path) ? `/${text}` : text;
}

/** `gs://`, `s3://` and the like: nobody follows them, but who is told of one is told where the film is. */
export const isKeptElsewhere = (link: string): boolean =>
  /^[a-z][a-z\d+.-]{1,15}:\/\/\S+$/i.test(link) && !/^(https?|data):/i.test(link);
