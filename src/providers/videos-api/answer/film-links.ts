import { isObject, type Json, parseJson, plainName, repeatsRequest } from '../../http/json.ts';
import { ownId } from './job-id.ts';
import { statusWordIn } from './status.ts';
import { isKeptElsewhere, linksWritten } from './written-link.ts';

/** Where servers put the link to the film, as the last name on the way to it; those that are surer come first. */
const places = [
  'videourl url urls unsignedurls downloadurl resulturl video videos output outputs outputurl outputurls',
  'resulturls videourls fileurl mp4 mp4url uri videouri signedurl contenturl playurl playbackurl src href link',
  'file film data content result results gcsuri downloaduri watermarkfreeurl originurl mediaurl asset assets',
  'resultjson b64json base64 videobase64 resourcewithoutwatermark resource resourceurl publicurl storageurl fileuri',
  'location path',
].flatMap((names) => names.split(' '));

/** Part of a name on the way to something that is not the film. */
const notFilm =
  /thumb|cover|poster|image(?!.*video)|img|picture|frame|input|reference|(?<!re)source|callback|webhook|polling|status|cancel|stream$|^get$|^web$|^log|^self$|request|prompt|audio|music|voice|avatar|^docs?|help|logo|sprite|caption|subtitle|^error|previous|next|first|last|prev|^init|example|^ads?$|^user|owner|author|account|dashboard|parent|remixed(from|of)|original(video|clip|film)/;
/** Of a film with a mark in it there may be one without. */
const lesser = /preview|(?<!no|without|free)watermark(?!free)/;
const otherFile = /\.(jpe?g|png|webp|avif|heic|svg|json|txt|html?|vtt|srt|mp3|wav|m4a|aac|pdf)$/i;
const filmFile = /\.(mp4|m4v|mov|webm|mkv|avi|ts|mpe?g|flv|wmv|gif)$/i;

interface Place {
  readonly link: string;
  readonly rank: number;
}

/** The links to a film anywhere in an answer, the surest first. `remote`: the job whose film it is; others within are skipped. */
export function filmLinksIn(body: unknown, remote?: string): readonly string[] {
  const found = [...placesIn(body, [], { depth: 0, remote })].sort((a, b) => a.rank - b.rank);
  return [...new Set(found.map(({ link }) => link))].slice(0, 5);
}

interface Within {
  readonly depth: number;
  readonly remote: string | undefined;
}

function placesIn(value: unknown, way: readonly string[], at: Within): readonly Place[] {
  const within = { ...at, depth: at.depth + 1 };
  if (at.depth > 8) return [];
  if (typeof value === 'string') {
    const text = value.trim();
    // Some gateways keep what they were answered as a text.
    const kept = /^[[{]/.test(text) ? parseJson(text) : undefined;
    if (typeof kept === 'object') return placesIn(kept, way, within);
    const links = linksWritten(text, way.at(-1) ?? '');
    return links.flatMap((link) => (isProse(link) ? toldIn(link, way) : placeOf(inline(link), way)));
  }
  if (Array.isArray(value)) return value.slice(0, 20).flatMap((one) => placesIn(one, way, within));
  if (!isObject(value) || (at.depth > 0 && isOtherJob(value, at.remote))) return [];
  return Object.entries(value)
    .map(([name, member]) => ({ name: plainName(name), member }))
    .filter(({ name }) => !notFilm.test(name) && !repeatsRequest(name))
    .flatMap(({ name, member }) => placesIn(member, [...way, name], within));
}

const isOtherJob = (json: Json, remote: string | undefined): boolean =>
  remote !== undefined && (ownId(json) ?? remote) !== remote && statusWordIn(json) !== undefined;

function placeOf(link: string, way: readonly string[]): readonly Place[] {
  const kept = isKeptElsewhere(link);
  const path = kept ? link.split(/[?#]/)[0] : pathOf(link);
  if (path === undefined || otherFile.test(path)) return [];
  const last = places.indexOf(way.at(-1) ?? '');
  if (last < 0 && !filmFile.test(path) && !link.startsWith('data:')) return [];
  // A path is a link only where links are.
  if (link.startsWith('/') && !/url|uri|link|href/.test(way.at(-1) ?? '')) return [];
  const less = kept ? 2000 : way.some((name) => lesser.test(name)) ? 1000 : 0;
  const sure = last < 0 ? 500 : last;
  return [{ link, rank: less + sure + 20 * way.length }];
}

/** Names of texts that may be written around a link, as Markdown or HTML: gateways to chats answer so. */
const texts = new Set(['content', 'output', 'result', 'text', 'markdown', 'html']);

/** Not a bare link, nor bytes in base64. */
const isProse = (text: string): boolean => /[\s<([]/.test(text) && !text.startsWith('AAAA');

function toldIn(text: string, way: readonly string[]): readonly Place[] {
  if (!texts.has(way.at(-1) ?? '')) return [];
  const links = text.slice(0, 20_000).match(/https?:\/\/[^\s"'<>()[\]]+/gi) ?? [];
  return links
    .flatMap((link) => placeOf(link, [...way, 'told']))
    .map((place) => ({ ...place, rank: place.rank + 400 }));
}

/** The bytes of an MP4 in base64 are a link to themselves. */
const inline = (text: string): string =>
  /^AAAA.{4}eXB[A-Za-z0-9+/=\s]+$/s.test(text) ? `data:video/mp4;base64,${text}` : text;

/** Undefined for what is no link. */
function pathOf(text: string): string | undefined {
  if (/^data:video\//i.test(text)) return '';
  if (/^\/\S*$/.test(text)) return text.split(/[?#]/)[0];
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).pathname;
}
