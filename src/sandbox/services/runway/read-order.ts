import { hashOf } from '../../../core/canonical.ts';
import { err, type Result } from '../../../core/result.ts';
import { imageHeader } from '../../../media/image-header.ts';
import { probe } from '../../../media/probe.ts';
import type { Fields } from '../../fields.ts';
import { Form } from '../../form.ts';
import type { PaidOperation } from '../../operation.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { Backstage } from '../../service.ts';
import { sizeOfShape } from '../../size-of-shape.ts';
import { strict } from '../../strict.ts';
import type { Shooting } from '../../studio.ts';
import { type Mode, type Rules, type RunwayModel, runwayModels } from './models.ts';
import { peculiarity } from './peculiarities.ts';
import { checkFields, type Length, readDuration, readPrompt, readWord } from './read-fields.ts';
import { type Frames, readFrames, readKeyframes } from './read-frames.ts';
import { type MediaReader, mediaReader } from './read-media.ts';
import { readReferences } from './read-references.ts';
import { sizeOfOrder } from './size-of-order.ts';
import type { UploadShelf } from './uploads.ts';

/** What footage is made from: the endpoints differ by that. */
export type RunwayInput = 'text' | 'image' | 'video';

export interface RunwayOrder {
  readonly operation: PaidOperation;
  /** Equal for equal orders. */
  readonly order: string;
  readonly shooting: Omit<Shooting, 'take'>;
  readonly credits: {
    /** What it costs, and the most that it may. */
    readonly final: number;
    readonly estimated: number;
  };
}

/** Reads a call of `text_to_video`, `image_to_video` or `video_to_video`, and refuses what the real one refuses. */
export async function readOrder(
  way: RunwayInput,
  fields: Fields,
  uploads: UploadShelf,
  backstage: Backstage,
): Promise<Result<RunwayOrder, CallProblem>> {
  const form = new Form(fields);
  const name = form.text('model', 200);
  const model = runwayModels[name];
  const rules = model?.[way];
  if (!model || !rules) return err(unknownModel(name, way));
  const media = mediaReader(form, uploads, backstage);
  strict(form, fieldsOf(rules));
  checkFields(form, rules.fields);
  const prompt = readPrompt(form, rules.prompt);
  const ratio = rules.ratio && readWord(form, 'ratio', rules.ratio.words, rules.ratio.otherwise);
  const { resolution: tiers } = rules;
  const resolution = tiers && readWord(form, 'resolution', tiers, tiers[0]);
  const frames = rules.frames ? await readFrames(form, media, rules.frames) : { references: 0 };
  if (rules.fields.includes('keyframes')) await readKeyframes(form, media);
  const references = rules.references ? await readReferences(form, media, rules.references) : 0;
  const mode = rules.source && (readWord(form, 'mode', rules.source.modes, rules.source.modes[0]) as Mode);
  const source = rules.source ? await readSource(form, media, rules.source.field) : undefined;
  const frameSizes = sizesOf(frames);
  const odd = peculiarity(name, {
    ...{ fields, ratio, mode, frameSizes, hasFrames: frameSizes.length > 0 },
    references: references + frames.references,
  });
  if (odd) form.refuse(odd);
  const length = rules.duration ? readDuration(form, rules.duration) : { made: 1, most: 1 };
  const size = form.fitting('ratio', sizeOfOrder(ratio, resolution, frameSizes[0]));
  const common = { model: name, prompt };
  const generated = { ...common, kind: 'generate' as const, size, ...files(frames) };
  const shot =
    source && mode !== 'reference' ? continued(common, mode ?? 'edit', source, length, fields) : undefined;
  const shooting = shot?.shooting ?? { ...generated, seconds: length.made, total: length.made };
  return form.done({
    operation: shooting.kind === 'generate' ? 'create' : shooting.kind,
    order: hashOf({ way, body: media.hashed(fields) }),
    shooting,
    credits: creditsOf(model, rules, fields, shot?.length ?? length),
  });
}

const unknownModel = (name: string, way: RunwayInput): CallProblem => {
  const known = Object.entries(runwayModels).flatMap(([one, model]) => (model[way] ? [`"${one}"`] : []));
  return invalid('model', `Invalid model "${name}": expected one of ${known.join('|')}`);
};

const fieldsOf = (rules: Rules): readonly string[] => [
  ...['model', 'promptText', ...rules.fields],
  ...(rules.ratio ? ['ratio'] : []),
  ...(rules.resolution ? ['resolution'] : []),
  ...(rules.duration ? ['duration'] : []),
  ...(rules.frames ? ['promptImage'] : []),
  ...Object.keys(rules.references ?? {}),
  ...(rules.source ? [rules.source.field] : []),
  ...(rules.source && rules.source.modes.length > 1 ? ['mode'] : []),
];

interface Source {
  readonly file: string;
  readonly size: Shooting['size'];
  readonly seconds: number;
}

async function readSource(form: Form, media: MediaReader, field: string): Promise<Source | undefined> {
  const medium = await media.read(field, form.fields[field], 'video');
  const facts = medium && (await probe(medium.file));
  if (!medium || !facts?.ok || facts.value.kind !== 'video') return undefined;
  return { file: medium.file, size: facts.value.size, seconds: facts.value.seconds };
}

/** What is made of footage itself: more of it, or another version. */
function continued(
  common: { readonly model: string; readonly prompt: string },
  kind: 'extend' | 'edit',
  source: Source,
  length: Length,
  { targetAspectRatio: shape }: Fields,
): { readonly shooting: Omit<Shooting, 'take'>; readonly length: Length } {
  const { width, height } = source.size;
  const size = typeof shape === 'string' ? sizeOfShape(shape, Math.min(width, height)) : source.size;
  const base = { ...common, kind, source: source.file, size };
  if (kind === 'extend') {
    return { shooting: { ...base, seconds: length.made, total: source.seconds + length.made }, length };
  }
  const { seconds } = source;
  return { shooting: { ...base, seconds, total: seconds }, length: { made: seconds, most: seconds } };
}

const sizesOf = ({ first, last }: Frames): readonly Shooting['size'][] =>
  [first, last].flatMap((one) => (one && imageHeader(one.bytes)?.size) ?? []);

const files = ({ first, last }: Frames) => ({
  ...(first && { image: first.file }),
  ...(last && { lastImage: last.file }),
});

function creditsOf({ credits }: RunwayModel, rules: Rules, { audio }: Fields, { made, most }: Length) {
  const sounds = rules.fields.includes('audio') && audio !== false;
  const rate = credits[sounds ? 1 : 0];
  return { final: Math.ceil(made * rate), estimated: Math.ceil(most * rate) };
}
