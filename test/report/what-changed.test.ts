import { expect, it } from 'vitest';
import { whatChanged } from '../../src/report/what-changed.ts';

const changed = (segment: string, reason: string) => ({ segment, reason, state: 'changed' as const });

it('tells each change once, the commonest first, without what only follows from it', () => {
  expect(
    whatChanged([
      changed('a', 'prompt changed, style changed'),
      changed('b', 'style changed'),
      changed('b', 'style changed'),
      changed('c', 'its source b will be regenerated'),
      { segment: 'd', reason: 'never made', state: 'new' },
    ]),
  ).toEqual(['style changed: 2 segments', 'prompt changed: a']);
  expect(whatChanged([])).toEqual([]);
});
