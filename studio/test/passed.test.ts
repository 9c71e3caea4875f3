import { expect, test } from 'vitest';
import { isGivenUp, type Passed, passedBy, readOutput, whyOf } from '../src/orders/passed.ts';

test('an order is given up once one machine has looked for ten minutes, however many there are', () => {
  let passed: Passed = {};
  for (let n = 0; n < 39; n++) {
    passed = passedBy(passed, 'one', 'No key.');
    passed = passedBy(passed, `other ${n}`, 'No storyboard.');
  }
  expect(isGivenUp(passed)).toBe(false);
  expect(isGivenUp(passedBy(passed, 'one', 'No key.'))).toBe(true);
});

test('each machine says what it lacks, what it said last', () => {
  const first = passedBy({}, 'one', 'No storyboard.');
  const both = passedBy(passedBy(first, 'two', 'No key.'), 'one', 'No room.');
  expect(whyOf(both)).toBe('one: No room. two: No key.');
  expect(whyOf({})).toBe(null);
});

test.each([null, 'text', 7, {}, { passed: null }, { passed: { one: { times: '3', why: 'No key.' } } }])(
  'what pg-boss or another version wrote is of no machine: %j',
  (output) => expect(readOutput(output)).toEqual({ passed: {} }),
);
