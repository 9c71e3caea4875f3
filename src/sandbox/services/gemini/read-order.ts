import { hashOf } from '../../../core/canonical.ts';
import type { Size } from '../../../core/frames.ts';
import { err, type Result } from '../../../core/result.ts';
import { probe } from '../../../media/probe.ts';
import { type Fields, isFields } from '../../fields.ts';
import { Form } from '../../form.ts';
import type { PaidOperation } from '../../operation.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { Backstage } from '../../service.ts';
import { strict } from '../../strict.ts';
import type { Shooting } from '../../studio.ts';
import { readFormat } from './read-format.ts';
import { type OmniInput, readInput } from './read-input.ts';
import { readRoles } from './read-roles.ts';
import { invented, type OmniUsage, tokensPerSecond } from './usage.ts';

export interface OmniOrder {
  readonly operation: PaidOperation;
  /** Equal for equal orders. */
  readonly order: string;
  readonly shooting: Omit<Shooting, 'take'>;
  readonly usage: OmniUsage;
}

const known = [
  ...['model', 'background', 'store', 'stream', 'input', 'previous_interaction_id', 'response_format'],
  ...['generation_config', 'labels', 'service_tier'],
];
/** Google's word for these is task. */
const aims = ['text_to_video', 'image_to_video', 'reference_to_video', 'edit', 'extend'];
const model = 'gemini-omni-1.1-flash';
/** Seconds of a film that was uploaded, and of one that was extended. */
const [longestUpload, longest] = [10, 40];

/** Reads what is posted, and refuses what the real one refuses. */
export async function readOrder(
  fields: Fields,
  { shelf, folder }: Backstage,
): Promise<Result<OmniOrder, CallProblem>> {
  const form = new Form(fields);
  if (fields.model !== model) return err(noModel(String(fields.model)));
  strict(form, known);
  if (fields.background !== true) {
    form.refuse(invalid('background', 'The sandbox plays interactions in the background only.'));
  }
  if (fields.store === false)
    form.refuse(invalid('store', 'Background interactions require store to be true.'));
  const input = await readInput(form, folder);
  const source = await sourceOf(form, input, shelf);
  const task = aimOf(form, source !== undefined);
  const roles = readRoles(form, input, task);
  const isContinued = source !== undefined && (task === 'edit' || task === 'extend');
  const format = readFormat(form, {
    continues: isContinued ? source.size : undefined,
    as: isContinued && task === 'edit' ? 'source' : 'asked',
  });
  const before = isContinued ? source.seconds : 0;
  const seconds = format.seconds ?? before;
  const total = task === 'extend' ? before + seconds : seconds;
  if (total > longest) form.refuse(invalid('input', `Extended videos may have ${longest} seconds.`));
  // What the media are is no part of what is seen.
  const prompt = input.prompt.replace(/\[# [^\]]*\]\s*/g, '');
  return form.done({
    operation: isContinued ? (task === 'edit' ? 'edit' : 'extend') : 'create',
    order: hashOf(fields),
    shooting: {
      ...{ model, prompt, seconds, total, size: format.size },
      ...(isContinued
        ? { kind: task === 'edit' ? ('edit' as const) : ('extend' as const), source: source.file }
        : { kind: 'generate' as const }),
      ...(roles.first && { image: roles.first.file }),
      ...(roles.last && { lastImage: roles.last.file }),
    },
    usage: usageOf(input, before, seconds * (tokensPerSecond[format.resolution] ?? 0)),
  });
}

const noModel = (name: string): CallProblem => ({
  status: 404,
  message: `models/${name} is not found for API version v1beta, or is not supported for interactions.`,
});

/** Also what was sent along with the footage counts as read. */
const usageOf = ({ prompt, images, videos }: OmniInput, before: number, made: number): OmniUsage => ({
  input: Math.round(
    prompt.length / invented.lettersPerToken +
      images.length * invented.picture +
      Math.max(
        before,
        videos.reduce((sum, { seconds }) => sum + seconds, 0),
      ) *
        (tokensPerSecond['720p'] ?? 0),
  ),
  ...{ video: Math.round(made), text: 0, thought: invented.thought },
});

function aimOf(form: Form, hasSource: boolean): string {
  const { generation_config: config = {} } = form.fields;
  const video = isFields(config) ? (config.video_config ?? {}) : {};
  const { task } = isFields(video) ? video : {};
  if (task === undefined) return hasSource ? 'edit' : 'text_to_video';
  if (!aims.includes(String(task)))
    form.refuse(invalid('generation_config.video_config.task', 'Unknown task.'));
  if ((task === 'edit' || task === 'extend') && !hasSource) {
    form.refuse(invalid('input', `The task '${task}' needs a video.`));
  }
  return String(task);
}

interface Source {
  readonly file: string;
  readonly seconds: number;
  readonly size: Size;
}

/** What an earlier interaction made, or a video that was sent. */
async function sourceOf(
  form: Form,
  { videos }: OmniInput,
  shelf: Backstage['shelf'],
): Promise<Source | undefined> {
  const { previous_interaction_id: previous } = form.fields;
  if (previous !== undefined) {
    const made = shelf.get(String(previous));
    if (made?.file !== undefined)
      return { file: made.file, seconds: made.video.seconds, size: made.video.size };
    form.refuse(invalid('previous_interaction_id', 'Invalid interaction name'));
    return undefined;
  }
  const [video] = videos;
  const facts = video && (await probe(video.file));
  if (!video || !facts?.ok || facts.value.kind !== 'video') return undefined;
  if (video.seconds > longestUpload + 0.2) {
    form.refuse(invalid('input', `An uploaded video may have ${longestUpload} seconds.`));
  }
  return { file: video.file, seconds: video.seconds, size: facts.value.size };
}
