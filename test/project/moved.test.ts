import { expect, it, vi } from 'vitest';
import { json } from '../rig/scripted-server.ts';
import { inFlight } from './in-flight.ts';

const other = `key_${'fedcba9876543210'.repeat(8)}`;
const running = json({ id: 'task-1', status: 'PENDING' });

it('a job that was accepted with another key is not cancelled, and neither is another’s with its id', async () => {
  const asked: string[] = [];
  const made = await inFlight('runway', ['dusk'], (seen, response) => {
    asked.push(seen.method);
    running(seen, response);
  });
  asked.length = 0;
  vi.stubEnv('RUNWAYML_API_SECRET', other);
  const { code, stderr } = await made.call('cancel', 'dusk');
  expect(code).toBe(1);
  expect(stderr).toContain('not cancelled: it was accepted at another address, or with another key');
  expect(asked).toEqual([]);
});

it('the journal holds a part of a hash of the key, and no key', async () => {
  const made = await inFlight('runway', ['dusk'], running);
  const journal = await made.read('.storycut/journal.jsonl');
  expect(journal).toMatch(/"account":"[0-9a-f]{8}"/);
  expect(journal).not.toContain('key_');
});
