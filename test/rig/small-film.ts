import type { Job } from '../../src/planner/plan.ts';
import { extend, generate } from './plans.ts';

const climb = generate('climb');
const higher = extend('higher', climb);

/** Nine jobs, three of them a chain, all free to run side by side. */
export const smallFilm: readonly Job[] = [
  climb,
  higher,
  extend('highest', higher),
  ...['door', 'still', 'warmer', 'lamp', 'storm', 'fin'].map((id) => generate(id)),
];
