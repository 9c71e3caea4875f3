import { test } from 'vitest';
import { holdSameBytes } from './same-bytes.ts';

test('a film is the same to the byte on one core, with nothing rendered ahead, and killed', () =>
  holdSameBytes(1));
