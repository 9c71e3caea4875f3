import { parseSize, type Size } from '../../core/frames.ts';
import type { Capabilities, Extension, Lengths, Price, Sizes } from '../capabilities.ts';
import type { Dialect } from './dialect.ts';
import type { LengthsEntry, ModelEntry } from './entry.ts';
import { optionsOf } from './entry-options.ts';

/** A complete entry: everything else has a default. */
export type WholeModelEntry = ModelEntry & Required<Pick<ModelEntry, 'lengths' | 'sizes' | 'price'>>;

export const isWhole = (entry: ModelEntry): entry is WholeModelEntry =>
  entry.lengths !== undefined && entry.sizes !== undefined && entry.price !== undefined;

/** The capabilities of a model of the user's own. */
export function capabilitiesOf(model: string, entry: WholeModelEntry, dialect: Dialect): Capabilities {
  const base: Capabilities = {
    model,
    lengths: lengthsOf(entry.lengths),
    extend: { kind: 'last-frame' },
    edit: false,
    sizes: sizesOf(entry.sizes),
    fps: dialect.fps ? 'whole' : 24,
    inputs: { firstFrame: 'any', references: { images: 0 }, characters: 0 },
    sound: 'never',
    options: dialect.options,
    promptLimit: 32_000,
    price: readPrice(entry.price),
    pace: { base: 60, perSecond: 12 },
  };
  return changed(base, entry);
}

/** The capabilities of a model like a known one, with the entry's changes, as far as the dialect supports them. */
export function capabilitiesLike(
  model: string,
  { endOfLife: _, ...like }: Capabilities,
  entry: ModelEntry,
  dialect: Dialect,
): Capabilities {
  const { inputs } = like;
  const base: Capabilities = {
    ...like,
    model,
    extend:
      like.extend.kind === 'native' && dialect.extend === undefined ? { kind: 'last-frame' } : like.extend,
    edit: like.edit && dialect.edit !== undefined,
    sound: like.sound === 'choice' && !dialect.sound ? 'always' : like.sound,
    inputs: {
      ...withoutLast(inputs, dialect),
      references: dialect.references ? inputs.references : { images: 0 },
      characters: dialect.characters ? inputs.characters : 0,
    },
    options: { ...like.options, ...dialect.options },
  };
  return changed(base, entry);
}

const soundOf = (audio: NonNullable<ModelEntry['audio']>): Capabilities['sound'] =>
  audio === 'choice' ? audio : audio ? 'always' : 'never';

function withLast(
  { lastFrame: _, ...inputs }: Capabilities['inputs'],
  written: NonNullable<ModelEntry['last-frame']>,
): Capabilities['inputs'] {
  if (written === 'none') return inputs;
  const fits = written.startsWith('any') ? 'any' : 'sized';
  return { ...inputs, lastFrame: { fits, needsFirst: written.endsWith('-with-first') } };
}

const withoutLast = (
  { lastFrame, ...inputs }: Capabilities['inputs'],
  dialect: Dialect,
): Capabilities['inputs'] => (lastFrame && dialect.lastFrame ? { ...inputs, lastFrame } : inputs);

function changed(base: Capabilities, entry: ModelEntry): Capabilities {
  const { inputs } = base;
  const firstFrame = entry['first-frame'] ?? inputs.firstFrame;
  const lastFrame = entry['last-frame'];
  const extend = entry.extend === undefined ? base.extend : extensionOf(entry.extend);
  const life = entry['end-of-life'];
  const perMinute = entry['requests-per-minute'];
  return {
    ...base,
    ...(entry.lengths && { lengths: lengthsOf(entry.lengths) }),
    ...(entry.sizes && { sizes: sizesOf(entry.sizes) }),
    // A last frame is useless for a model that can't begin with one.
    extend: extend.kind === 'last-frame' && firstFrame === 'none' ? { kind: 'none' } : extend,
    edit: entry.edit ?? base.edit,
    // These servers take whole rates only.
    fps: entry.fps === 'any' ? 'whole' : (entry.fps ?? base.fps),
    inputs: {
      ...(lastFrame === undefined ? inputs : withLast(inputs, lastFrame)),
      firstFrame,
      references: entry.references === undefined ? inputs.references : { images: entry.references },
      characters: entry.characters ?? inputs.characters,
    },
    sound: entry.audio === undefined ? base.sound : soundOf(entry.audio),
    options: { ...base.options, ...optionsOf(entry.options ?? []) },
    ...(entry['prompt-limit'] !== undefined && { promptLimit: entry['prompt-limit'] }),
    ...(entry.price !== undefined && { price: readPrice(entry.price) }),
    ...(entry.pace && { pace: { base: entry.pace.base, perSecond: entry.pace['per-second'] } }),
    ...(perMinute !== undefined && { requestsPerMinute: perMinute }),
    ...(entry.concurrency !== undefined && { concurrency: entry.concurrency }),
    ...(life && { endOfLife: { date: life.date, note: life.note ?? 'as the config file says.' } }),
  };
}

const lengthsOf = (entry: LengthsEntry): Lengths =>
  'min' in entry
    ? { kind: 'range', min: entry.min, max: entry.max, step: entry.step ?? 1 }
    : { kind: 'set', seconds: entry.toSorted((a, b) => a - b) };

function extensionOf(entry: NonNullable<ModelEntry['extend']>): Extension {
  if (typeof entry === 'string') return { kind: entry };
  return { kind: 'native', lengths: lengthsOf(entry.lengths), most: entry.most, longest: entry.longest };
}

const sizesOf = (entry: NonNullable<ModelEntry['sizes']>): Sizes =>
  'min' in entry ? { kind: 'any', ...entry } : { kind: 'set', sizes: entry.map(sizeOf) };

function sizeOf(text: string): Size {
  const size = parseSize(text);
  if (size === undefined) throw new Error(`the schema lets ${text} through as a size`);
  return size;
}

function readPrice(entry: NonNullable<ModelEntry['price']>): Price {
  if (entry === 'free' || entry === 0) return { kind: 'free' };
  if (entry === 'unknown') return { kind: 'unknown', source: 'config file' };
  const bySize = typeof entry === 'number' ? { any: entry } : entry;
  return { kind: 'per-second', bySize, source: 'config file' };
}
