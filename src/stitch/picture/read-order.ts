import type { Quality } from '../../media/encoding.ts';
import { byFileTime, unturned } from '../../media/ffmpeg.ts';
import { isKnownGraph } from './known-graph.ts';
import type { PieceOrder } from './piece-order.ts';

/**
 * An order that came from elsewhere, if it is one that Storycut could have given: nothing in it but inputs named by their
 * content, numbers, and a graph of our own words. Whoever wrote it can make an ffmpeg work, and nothing else.
 */
export function readOrder(value: unknown): PieceOrder | undefined {
  if (!isRecord(value) || !isRecord(value.size) || !Array.isArray(value.inputs)) return undefined;
  const { graph, frames, group, quality, fps } = value;
  const { width, height } = value.size;
  const inputs = value.inputs.flatMap((one: unknown) => readInput(one) ?? []);
  if (inputs.length !== value.inputs.length || inputs.length > mostInputs) return undefined;
  if (typeof graph !== 'string' || !isKnownGraph(graph)) return undefined;
  if (!isWhole(frames, mostFrames) || !isWhole(width, mostPixels) || !isWhole(height, mostPixels))
    return undefined;
  if (!isQuality(quality) || !isBetween(group, 0.001, 60) || !isBetween(fps, 1, 240)) return undefined;
  return { inputs, graph, frames, group, quality, size: { width, height }, fps };
}

const mostInputs = 100;
const mostFrames = 1_000_000;
const mostPixels = 16_384;

function readInput(value: unknown): PieceOrder['inputs'][number] | undefined {
  if (!isRecord(value) || typeof value.key !== 'string' || !/^[\w.-]{1,100}$/.test(value.key))
    return undefined;
  const { key, args } = value;
  if (!Array.isArray(args) || !args.every((arg) => typeof arg === 'string')) return undefined;
  return isKnownInput(args.join(' ')) ? { key, args } : undefined;
}

const optional = (args: readonly string[]): string => `(?:${args.join(' ').replaceAll('.', '\\.')} )?`;

/** What `inputOf` and drawings put before an input. */
const known = new RegExp(
  `^(?:-f png_pipe|${optional(['-threads', '1'])}${optional([unturned])}(?:-c:v libvpx(?:-vp9)? )?${byFileTime.join(' ')} -ss -?\\d{1,9}\\.\\d{6})$`,
);

const isKnownInput = (args: string): boolean => known.test(args);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && isBetween(value, 1, most);

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const qualities: Readonly<Record<Quality, true>> = { full: true, drawn: true, quick: true };

const isQuality = (value: unknown): value is Quality =>
  typeof value === 'string' && Object.hasOwn(qualities, value);
