import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { agrees, askYes } from '../../src/cli/consent.ts';
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

test.each([
  ['n\r', 'Nothing was started, and nothing was spent.'],
  ['\x04', 'Nothing was started, and nothing was spent.'],
  ['y\r', undefined],
])('what %j means for a run that costs money is said', async (keys, said) => {
  const [input, output] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY: true }),
  );
  if (!input || !output) throw new Error('two were made');
  const told: string[] = [];
  const cost = { needed: 1.2, estimated: false };
  const agreed = agrees({ tell: (text) => told.push(text) }, { cost }, {}, 'run', { input, output });
  input.write(keys);
  expect([await agreed, ...told]).toEqual(said === undefined ? [true] : [false, said]);
  expect(String(output.read())).toContain('Spend $1.20? [y/N]');
});
