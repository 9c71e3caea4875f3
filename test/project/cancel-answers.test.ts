import { expect, it } from 'vitest';
import { type Answer, json } from '../rig/scripted-server.ts';
import { inFlight } from './in-flight.ts';

const quick = { 'openai-poll-after-ms': '20' };
const task = (status: string, more: object = {}): Answer =>
  json({ id: 'task-1', status, ...more }, 200, quick);
const page: Answer = (_, response) =>
  void response.writeHead(200).end('<!doctype html><title>Sign in</title>');

/** Cancels a job that waits, where the call to do so is answered in one way, and questions from then on in another. */
async function cancelled(answer: Answer, later: Answer) {
  let told = task('PENDING');
  const made = await inFlight('runway', ['dusk'], (seen, response) => {
    if (seen.method === 'GET') return told(seen, response);
    told = later;
    answer(seen, response);
  });
  const { code, stderr } = await made.call('cancel', 'dusk');
  const { reserved, maybeCharged } = JSON.parse((await made.call('status', '--json')).stdout);
  return { code, stderr, reserved, maybeCharged };
}

it.each<[string, Answer, Answer, RegExp]>([
  ['that there is no such job', json({ error: 'no such task' }, 404), task('RUNNING'), /has no such job/],
  ['that it is gone', json({ error: 'gone' }, 410), task('RUNNING'), /has no such job/],
  ['an error, with a status of success', json({ error: 'Cannot cancel' }), task('RUNNING'), /Cannot cancel/],
  ['a web page', page, task('RUNNING'), /web page/],
  ['success, though it goes on', json({}), task('RUNNING'), /has not said yet that it did/],
  ['success, and then nothing more', json({}), json({}, 503, quick), /has not said yet that it did/],
])(
  'a job is not ordered again where a call to cancel it was answered with %s',
  async (_, answer, later, says) => {
    const { code, stderr, reserved, maybeCharged } = await cancelled(answer, later);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('next `storycut run`');
    expect({ code, reserved, maybeCharged }).toEqual({ code: 1, reserved: 0.48, maybeCharged: 0 });
  },
);

it('a job that was refused meanwhile has not been cancelled: the next run tells why, and tries its fallbacks', async () => {
  const refused = task('FAILED', { failure: 'Not allowed', failureCode: 'SAFETY.INPUT.TEXT' });
  const { code, stderr, reserved } = await cancelled(json({}), refused);
  expect(stderr).toContain('not cancelled: it has ended already');
  expect({ code, reserved }).toEqual({ code: 1, reserved: 0.48 });
});

it('a job that is gone once it was cancelled is', async () => {
  const { code, stderr, reserved, maybeCharged } = await cancelled(json({}), json({ error: 'none' }, 404));
  expect(stderr).toMatch(/^dusk {2}cancelled/);
  expect({ code, reserved, maybeCharged }).toEqual({ code: 0, reserved: 0, maybeCharged: 0.48 });
});

it('all are cancelled before any is waited for: none begins while another is looked at', async () => {
  const asked: string[] = [];
  const made = await inFlight('runway', ['dusk', 'dawn'], (seen, response) => {
    asked.push(seen.method);
    json({ id: seen.path.split('/').at(-1), status: 'PENDING' }, 200, quick)(seen, response);
  });
  asked.length = 0;
  const { stderr } = await made.call('cancel', 'd*');
  expect(stderr).toMatch(/^dusk .*\ndawn /);
  expect(asked.filter((method) => method === 'DELETE')).toHaveLength(2);
  // Three looks at each follow.
  expect(
    asked.slice(asked.lastIndexOf('DELETE')).filter((method) => method === 'GET').length,
  ).toBeGreaterThan(3);
});
