import { describe, expect, it } from 'vitest';
import { type Answer, json, type Seen } from '../rig/scripted-server.ts';
import { inFlight, type ServiceInFlight } from './in-flight.ts';

const quick = { 'openai-poll-after-ms': '20' };
const text =
  (body: string, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
const page = text('<!doctype html><title>Sign in</title>');

/** How each tells of a job that goes on, and of one that it cancelled. */
const services: Readonly<
  Record<Exclude<ServiceInFlight, 'runway'>, { readonly goesOn: Answer; readonly cancelled: Answer }>
> = {
  fal: {
    goesOn: json({ status: 'IN_PROGRESS' }, 200, quick),
    cancelled: json({ status: 'CANCELLED' }, 200, quick),
  },
  gemini: {
    goesOn: json({ id: 'task-1', status: 'in_progress' }, 200, quick),
    cancelled: json({ id: 'task-1', status: 'cancelled' }, 200, quick),
  },
};

const isCall = ({ method, path }: Seen): boolean => method !== 'GET' && path.endsWith('/cancel');
const isOrder = ({ method, path }: Seen): boolean => method === 'POST' && !path.endsWith('/cancel');

/** Cancels a job where the call is answered in one way, and all later questions in another; then runs the film again. */
async function cancelling(service: ServiceInFlight, answer: Answer, first: Answer, later: Answer) {
  let told = first;
  const seen: Seen[] = [];
  const made = await inFlight(service, ['dusk'], (one, response) => {
    seen.push(one);
    if (!isCall(one)) return told(one, response);
    told = later;
    answer(one, response);
  });
  const { code, stderr } = await made.call('cancel', 'dusk');
  const { reserved, maybeCharged } = JSON.parse((await made.call('status', '--json')).stdout);
  return { made, seen, code, stderr, reserved, maybeCharged };
}

const refusals: readonly [string, Answer, RegExp][] = [
  ['an error, with a status of success', json({ error: { message: 'Cannot cancel' } }), /Cannot cancel/],
  ['an error as FastAPI tells it', json({ detail: 'Cannot cancel' }), /Cannot cancel|has not said yet/],
  ['that it did nothing', json({ success: false }), /answered that it cancelled nothing/],
  ['a web page', page, /web page/],
  ['half of JSON', text('{"status": "CANC'), /not JSON/],
  ['a redirect', (_, response) => void response.writeHead(302, { location: '/login' }).end(), /another URL/],
  ['no answer', (_, response) => void response.destroy(), /did not respond|closed|reset/],
  ['that there is no such job', json({ detail: 'Not Found', error: { message: 'No' } }, 404), /no such job/],
  ['that it may not', json({ detail: 'No', error: { message: 'No' } }, 403), /may go on/],
  ['that it is broken', json({ error: { message: 'Oh.' } }, 500), /may go on/],
  ['cancelled, though it goes on', json({ status: 'CANCELLED' }), /has not said yet that it did/],
  ['nothing at all, though it goes on', text(''), /has not said yet that it did/],
];

describe.each(Object.entries(services))('a job at %s', (name, { goesOn, cancelled }) => {
  const service = name as ServiceInFlight;

  it.each(refusals)(
    'stays in flight where the call to cancel it is answered with %s',
    async (_, answer, says) => {
      const done = await cancelling(service, answer, goesOn, goesOn);
      expect(done.stderr).toMatch(says);
      expect(done.code).toBe(1);
      expect(done.reserved).toBeGreaterThan(0);
      expect(done.maybeCharged).toBe(0);
      expect(done.seen.filter(isCall)).toHaveLength(1);
      expect(done.seen.filter(isOrder)).toEqual([]);
    },
  );

  it.each<[string, Answer]>([
    ['with success', json({})],
    ['with a word', json({ status: 'CANCELLATION_REQUESTED' }, 202)],
  ])('is cancelled once it is told of as such, and was answered %s', async (_, answer) => {
    const done = await cancelling(service, answer, goesOn, cancelled);
    expect(done.stderr).toMatch(/^dusk {2}cancelled\n/);
    expect([done.code, done.reserved]).toEqual([0, 0]);
  });

  it('that was cancelled after all is not ordered again by the next run, nor with its fallback', async () => {
    const done = await cancelling(service, page, goesOn, cancelled);
    const run = await done.made.call('run', '--yes');
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('error[job-cancelled]')]);
    expect(done.seen.filter(isOrder)).toEqual([]);
  });
});
