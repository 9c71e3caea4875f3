import type { Clock } from '../../core/ports.ts';
import { parseJson } from './json.ts';
import { reasonOf } from './network-error.ts';
import { requestIdOf } from './request-id.ts';
import type { Exchange } from './response.ts';
import { pollAfterOf } from './retry-after.ts';

/** What a response of success says. Never throws. */
export async function readResponse(response: Response, clock: Clock): Promise<Exchange> {
  const text = await response.text().catch((error: unknown) => error);
  if (typeof text !== 'string') {
    return { kind: 'garbled', why: `it was cut off: ${reasonOf(text)}`, ...respondedWith(response, '') };
  }
  const responded = respondedWith(response, text);
  if (typeof responded.body === 'string' && !isWord(responded.body)) {
    return { kind: 'garbled', why: 'it is not JSON', ...responded };
  }
  const { headers } = response;
  return {
    kind: 'answered',
    ...responded,
    ...{ pollAfter: pollAfterOf(headers, clock.now()), date: dateOf(headers) },
  };
}

/** What responses of any status have. `text` is its body. */
export function respondedWith(response: Response, text: string) {
  const { status, headers } = response;
  return {
    status,
    body: text.trim() === '' ? undefined : (parseJson(text) ?? text),
    requestId: requestIdOf(headers),
    location: headers.get('location') ?? undefined,
  };
}

/** Some servers answer with an id, a state or a link, and nothing around it. */
const isWord = (text: string): boolean => /^\s*[\w.:~=+@/?&%-]{1,1024}\s*$/.test(text);

function dateOf(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
