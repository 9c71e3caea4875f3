import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import type { Clock } from '../core/ports.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { probe } from '../media/probe.ts';
import { type Answer, json } from './answer.ts';
import { characterShelf } from './character-shelf.ts';
import type { Dialect } from './dialect.ts';
import { moderation } from './fault.ts';
import type { Body } from './fields.ts';
import type { Paid } from './ledger.ts';
import { listVideos } from './list-videos.ts';
import { isMaking, type Making, type Operation } from './operation.ts';
import { type Order, orderHash, type Source } from './order.ts';
import { invalid, type Problem, unknownVideo } from './problem.ts';
import type { Shooting } from './studio.ts';
import type { Variants } from './variants.ts';
import type { Fate, VideoShelf } from './video-shelf.ts';

/** A call that was understood: an operation, what it is about, and what came with it. */
export interface Call {
  readonly operation: Operation;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: Body;
  /** What becomes of the job that it begins, on order. */
  readonly fate: Fate | undefined;
}

export interface Backstage {
  readonly dialect: Dialect;
  readonly shelf: VideoShelf;
  readonly clock: Clock;
  readonly variants: Variants;
  readonly folder: string;
  readonly paid: Paid[];
}

/** A prompt with this word in it is refused by moderation. */
const blockedWord = '[blocked]';

const mostExtensions = 6;
const longest = 120;

/** What each operation does. */
export function operationsOf(backstage: Backstage): (call: Call) => Promise<Result<Answer, Problem>> {
  const { dialect, shelf, variants, paid } = backstage;
  const characters = characterShelf(backstage.clock);

  const make = async (making: Making, { id, body, fate }: Call): Promise<Result<Answer, Problem>> => {
    const order = dialect.read(making, body.fields, id);
    if (!order.ok) return order;
    const stranger = characters.misfit(order.value);
    if (stranger) return err(stranger);
    const hash = orderHash(order.value);
    const take = 1 + paid.filter(({ order, fails }) => order === hash && !fails).length;
    const planned = await shootingOf(order.value, take, backstage);
    if (!planned.ok) return planned;
    const { shooting, extensions } = planned.value;
    const remixOf = order.value.kind === 'edit' && order.value.remix ? { remixOf: id } : {};
    const blocked = { kind: 'fail', ...moderation } as const;
    const ending = fate ?? (shooting.prompt.includes(blockedWord) ? blocked : undefined);
    const video = shelf.add(shooting, { ...remixOf, extensions, fate: ending });
    const { model, prompt, seconds } = shooting;
    paid.push({
      ...{ id: video.id, operation: making, prompt, model, seconds, cost: video.cost, take, order: hash },
      fails: ending?.kind === 'fail',
    });
    return ok(json(dialect.made, dialect.created(video)));
  };

  return async (call) => {
    const { operation, id } = call;
    if (isMaking(operation)) return await make(operation, call);
    const found = shelf.get(id);
    switch (operation) {
      case 'retrieve':
        return found ? ok(json(200, dialect.shown(found.video))) : err(unknownVideo(id));
      case 'list':
        return listVideos(shelf.all(), call.query, dialect.shown);
      case 'delete': {
        if (!found) return err(unknownVideo(id));
        if (dialect.deletes === 'ended' && !['completed', 'failed'].includes(found.video.state)) {
          return err(invalid('video_id', 'Only completed or failed videos can be deleted.'));
        }
        shelf.remove(id);
        return ok(json(200, { id, deleted: true, object: 'video.deleted' }));
      }
      case 'content':
        return found ? await variants.of(found, call.query.get('variant') ?? 'video') : err(unknownVideo(id));
      case 'create-character':
        return await characters.create(call.body.fields, (bytes) => keep(bytes, 'mp4', backstage));
      case 'get-character':
        return characters.get(id);
      case 'models':
        return ok(json(200, { data: [sampleModel] }));
      default:
        return unreachable(operation);
    }
  };
}

/** The order with its footage at hand, or why it can't be made. */
async function shootingOf(
  order: Order,
  take: number,
  backstage: Backstage,
): Promise<Result<{ shooting: Shooting; extensions: number }, Problem>> {
  if (order.kind === 'generate') {
    const { kind, model, prompt, seconds, size, image } = order;
    const file = image && (await keep(image, 'image', backstage));
    const shooting = { kind, model, prompt, seconds, total: seconds, size, take };
    return ok({ shooting: { ...shooting, ...(file === undefined ? {} : { image: file }) }, extensions: 0 });
  }
  const source = await sourceOf(order.source, backstage);
  if (!source.ok) return source;
  const { file, model, size, extensions } = source.value;
  const { kind, prompt } = order;
  const seconds = kind === 'extend' ? order.seconds : source.value.seconds;
  const total = kind === 'extend' ? seconds + source.value.seconds : seconds;
  const shooting = { kind, model, prompt, seconds, total, size, take, source: file };
  if (kind === 'edit') return ok({ shooting, extensions });
  if (extensions >= mostExtensions || total > longest) {
    const limits = `at most ${mostExtensions} times, to ${longest} seconds in all`;
    return err(invalid('video', `A video can be extended ${limits}.`));
  }
  return ok({ shooting, extensions: extensions + 1 });
}

interface Footage {
  readonly file: string;
  readonly model: string;
  readonly size: Shooting['size'];
  readonly seconds: number;
  readonly extensions: number;
}

async function sourceOf(source: Source, backstage: Backstage): Promise<Result<Footage, Problem>> {
  if (source.kind === 'video') {
    const found = backstage.shelf.get(source.id);
    if (!found) return err(unknownVideo(source.id));
    const { file, extensions } = found;
    const { model, size, seconds } = found.video;
    if (file !== undefined) return ok({ file, model, size, seconds, extensions });
    return err(invalid('video', `Video '${source.id}' is not completed, or its content has expired.`));
  }
  const file = await keep(source.bytes, 'mp4', backstage);
  const facts = await probe(file);
  if (!facts.ok || facts.value.kind !== 'video') {
    return err(invalid('video', 'The file is not footage that can be read.', 'invalid_video'));
  }
  const { size, seconds } = facts.value;
  return ok({ file, model: 'upload', size, seconds, extensions: 0 });
}

/** Named by what is in it, so that equal uploads are one file. */
async function keep(bytes: Buffer, ending: string, { folder }: Backstage): Promise<string> {
  const file = join(folder, `${sha256(bytes)}.${ending}`);
  await writeFile(file, bytes);
  return file;
}

/** One entry of the list that OpenRouter has of its models. */
const sampleModel = {
  id: 'sandbox/animatic',
  name: 'The sandbox',
  supported_resolutions: ['480p', '720p', '1080p'],
  supported_aspect_ratios: ['16:9', '9:16', '1:1'],
  supported_durations: [4, 8, 12],
  supported_frame_images: ['first_frame'],
  generate_audio: true,
  seed: true,
};
