import { expect, test } from 'vitest';
import { readOrder } from '../../../src/stitch/picture/read-order.ts';

const seek = ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', '1.250000'];
const order = {
  inputs: [
    { key: 'a'.repeat(64), args: ['-threads', '1', '-noautorotate', '-c:v', 'libvpx-vp9', ...seek] },
    { key: `${'b'.repeat(64)}.png`, args: ['-f', 'png_pipe'] },
  ],
  graph: '[0:v:0]null[v]',
  ...{ frames: 12, group: 2, quality: 'full', size: { width: 1280, height: 720 }, fps: 24 },
};
const withArgs = (...args: readonly unknown[]) => ({ inputs: [{ key: 'a', args }] });

test('an order is read as it was given, and nothing else of it', () => {
  expect(readOrder(JSON.parse(JSON.stringify({ ...order, output: '/etc/passwd' })))).toEqual(order);
});

test.each([
  ['nothing', undefined],
  ['a text', 'order'],
  ['a list', [order]],
  ['no inputs', { ...order, inputs: undefined }],
  ['a path for a key', { ...order, inputs: [{ key: '../a', args: seek }] }],
  ['another file', { ...order, ...withArgs('-i', '/etc/hostname') }],
  ['another format', { ...order, ...withArgs('-f', 'lavfi') }],
  ['another option', { ...order, ...withArgs(...seek, '-protocol_whitelist', 'http') }],
  ['options in one', { ...order, ...withArgs('-f png_pipe -i x') }],
  ['no options', { ...order, ...withArgs() }],
  ['a number for an option', { ...order, ...withArgs('-ss', 1) }],
  ['a graph that reads a file', { ...order, graph: 'movie=x[v]' }],
  ['no frames', { ...order, frames: 0 }],
  ['endless frames', { ...order, frames: 1e12 }],
  ['frames as a text', { ...order, frames: '12 -f tee' }],
  ['a quality from the prototype', { ...order, quality: 'toString' }],
  ['a group that is no number', { ...order, group: '2' }],
  ['a huge picture', { ...order, size: { width: 100_000, height: 720 } }],
  ['no rate', { ...order, fps: 0 }],
  ['too many inputs', { ...order, inputs: Array(101).fill(order.inputs[0]) }],
])('%s is no order', (_, value) => {
  expect(readOrder(value)).toBeUndefined();
});
