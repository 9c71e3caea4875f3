import { membersNamed, objectOf, textOf } from './json.ts';

/** Where servers, and what stands in front of them, name a request, so that their support finds it: the server's own first. */
const headerNames = [
  ...['x-request-id', 'request-id', 'x-oneapi-request-id', 'x-litellm-call-id', 'x-fal-request-id'],
  ...['x-amzn-requestid', 'x-amz-request-id', 'apim-request-id', 'x-ms-request-id', 'x-goog-request-id'],
  ...['x-tt-logid', 'x-trace-id', 'trace-id', 'x-correlation-id', 'x-vercel-id', 'cf-ray'],
];
const memberNames = ['requestid', 'traceid', 'logid', 'reqid', 'correlationid'];

const longest = 100;

export function requestIdOf(headers: Headers): string | undefined {
  const names = headerNames.map((name) => headers.get(name)).filter((id) => id !== null && id.trim() !== '');
  return names[0] ?? undefined;
}

/** As a response that is an error tells it: in one that accepts a job, the same name may be the job's. */
export function requestIdIn(body: unknown): string | undefined {
  const outer = objectOf(body);
  const places = [outer, objectOf(outer.error), objectOf(outer.ResponseMetadata)];
  return places
    .flatMap((place) => membersNamed(place, memberNames))
    .map(textOf)
    .find((id) => id !== undefined && id.length <= longest);
}
