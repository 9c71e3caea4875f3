import { isObject } from '../http/json.ts';
import type { Fetched } from '../http/save-body.ts';
import { filmLinksIn } from './answer/film-links.ts';
import type { WasSent } from './sent-links.ts';

/** Where footage may be: at the links of its job, the surest first, and at the server's own address for it. */
export interface FootagePlaces {
  readonly links: readonly string[];
  readonly content?: string;
  readonly wasSent: WasSent;
}

/**
 * Tries one place after the other until one has the footage: a link may be stale, or lead to something else, where the
 * footage is still to be had. An answer in JSON may say where it is, too. What the server's own address answers says most
 * of why there is none. Undefined if there is no place.
 */
export async function fetchFirst(
  { links: [first, ...others], content, wasSent }: FootagePlaces,
  save: (url: string) => Promise<Fetched>,
): Promise<Fetched | undefined> {
  const places = [first, content, ...others].filter((place) => place !== undefined);
  const tried = new Set<string>();
  let told: Fetched | undefined;
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    if (tried.has(place)) continue;
    tried.add(place);
    const fetched = await save(place);
    if (fetched.kind === 'done' || fetched.kind === 'unwritten') return fetched;
    if (fetched.kind === 'broken' && fetched.begun) return fetched;
    if (told === undefined || place === content) told = fetched;
    if (fetched.kind === 'refused' && isObject(fetched.body) && tried.size < mostPlaces) {
      places.unshift(...filmLinksIn(fetched.body).filter((link) => !wasSent(link)));
    }
  }
  return told;
}

const mostPlaces = 8;
