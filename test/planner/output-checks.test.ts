import { expect, it } from 'vitest';
import type { Output } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { board, card, place } from '../rig/storyboard-builder.ts';

/** Of a film of 1280x720 and 3 s. */
const told = (output: Partial<Output>): readonly string[] => {
  const whole: Output = {
    ...{ name: 'out', place, size: { width: 1280, height: 720 }, fit: 'pad', as: 'mp4' },
    ...output,
  };
  const plan = planOf(board([card('a')], { outputs: [whole] }));
  return plan.diagnostics.map(({ code, message, help }) => [code, message, help].join(' '));
};

const upright = { width: 720, height: 1280 };

it.each<[string, Partial<Output>]>([
  ['of its own size', {}],
  ['that is smaller', { size: { width: 640, height: 360 } }],
  ['of another shape, with bars', { size: upright }],
  ['of another shape, over a blurred copy', { size: upright, fit: 'blur' }],
  ['that is a sheet of many pictures', { as: 'contact-sheet', size: { width: 1920, height: 1080 } }],
  ['that shows its last frame', { as: 'poster', at: 2.95 }],
])('nothing is said of an output %s', (_, output) => {
  expect(told(output)).toEqual([]);
});

it.each<[string, Partial<Output>, string]>([
  [
    'that is larger',
    { size: { width: 1920, height: 1080 } },
    'output-enlarged The output out is 1920x1080, but the film is 1280x720: its picture is scaled up 1.5 times. Make it smaller, or make the `format` larger.',
  ],
  [
    'that is cut out of the film',
    { size: upright, fit: 'crop' },
    'output-enlarged The output out is 720x1280, but the film is 1280x720: its picture is scaled up 1.78 times. Make it smaller, make the `format` larger, or fit it with `pad` or `blur`.',
  ],
  [
    'of a moment after the end',
    { as: 'poster', at: 3 },
    'poster-beyond-film The output out should show the film at 3 s, but the film is 3 s long: it shows the last frame. Write `at: 2.958` or less.',
  ],
])('a warning is given of an output %s', (_, output, expected) => {
  expect(told(output)).toEqual([expected]);
});
