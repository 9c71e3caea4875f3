import { test } from 'vitest';
import { holdSameBytes } from './same-bytes.ts';

test('a film is the same to the byte however often its cut is killed', () => holdSameBytes(100));
