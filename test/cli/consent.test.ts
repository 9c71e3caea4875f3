import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askYes } from '../../src/cli/consent.ts';
import { Interrupted } from '../../src/cli/interrupted.ts';

/** What comes of a question on a terminal where these keys are pressed. */
function pressed(keys: string): Promise<unknown> {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [input, output] = [terminal(), terminal()];
  const answer = askYes('Remove it? [y/N] ', { input, output });
  input.write(keys);
  return answer.catch((error: unknown) => error);
}

test.each([
  ['y\r', 'given'],
  ['YES\r', 'given'],
  ['\r', 'declined'],
  ['yet\r', 'declined'],
  ['\x04', 'declined'],
])('%j at a question is %s', async (keys, consent) => {
  expect(await pressed(keys)).toBe(consent);
});

test.each(['\x03', 'y\x03'])(
  'Ctrl-C at a question, as in %j, ends the command and is no bug',
  async (keys) => {
    expect(await pressed(keys)).toBeInstanceOf(Interrupted);
  },
);

test('without a terminal nothing is asked', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  expect(await askYes('Remove it? [y/N] ', { input, output })).toBe('not-asked');
  expect(output.read()).toBeNull();
});
