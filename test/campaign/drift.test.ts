import { test } from 'vitest';
import { holdClicks } from './drift.ts';

test('sound and picture are together all along a minute at 29.97 fps', () => holdClicks(60, 29.97));
