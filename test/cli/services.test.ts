import { expect, it } from 'vitest';
import { services } from '../../src/cli/sandbox-flags.ts';
import { servedServices } from '../../src/sandbox/services.ts';

it('the sandbox’s flags name each service that it plays', () => {
  expect([...services].sort()).toEqual(Object.keys(servedServices).sort());
});
