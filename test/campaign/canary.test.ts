import { test } from 'vitest';
import { holdCanary } from './canary.ts';

test('a key that a server tells is in no file and no output: one way of many', () => holdCanary(1));
