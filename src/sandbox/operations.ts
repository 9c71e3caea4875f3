import type { Clock } from '../core/ports.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { type Answer, json } from './answer.ts';
import { characterShelf } from './character-shelf.ts';
import type { SandboxDialect } from './dialect.ts';
import { moderation } from './fault.ts';
import type { ReceivedBody } from './fields.ts';
import type { Paid } from './ledger.ts';
import { listVideos } from './list-videos.ts';
import { isMaking, type Operation, type PaidOperation } from './operation.ts';
import { orderHash } from './order.ts';
import { keep, prepare } from './prepare.ts';
import { type CallProblem, invalid, unknownVideo } from './problem.ts';
import { endedWithSandbox, isSandboxId } from './sandbox-id.ts';
import type { Shooting } from './studio.ts';
import type { Variants } from './variants.ts';
import type { Fate, VideoShelf } from './video-shelf.ts';

/** A parsed call: an operation, its subject, and its fields. */
export interface Call {
  readonly operation: Operation;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: ReceivedBody;
  /** How its job ends, if a fault says so. */
  readonly fate: Fate | undefined;
}

export interface Backstage {
  readonly dialect: SandboxDialect;
  readonly shelf: VideoShelf;
  readonly clock: Clock;
  readonly variants: Variants;
  readonly folder: string;
  readonly paid: Paid[];
  /** Milliseconds after which to poll a job again, as servers announce it. */
  readonly pollAfter: number;
}

/** The new part of an extension, as footage of its own. */
const partOf = ({ source, ...shooting }: Omit<Shooting, 'take'>): Omit<Shooting, 'take'> => ({
  ...shooting,
  kind: 'generate',
  total: shooting.seconds,
});

/** Moderation refuses a prompt that contains this word. */
const blockedWord = '[blocked]';

/** Carries out each operation. */
export function operationsOf(backstage: Backstage): (call: Call) => Promise<Result<Answer, CallProblem>> {
  const { dialect, shelf, variants, paid } = backstage;
  const characters = characterShelf(backstage.clock);
  const pace = { 'openai-poll-after-ms': String(backstage.pollAfter) };
  /** The number of equal orders so far that don't fail, by hash. */
  const takes = new Map<string, number>();

  const make = async (
    making: PaidOperation,
    { id, body, fate }: Call,
  ): Promise<Result<Answer, CallProblem>> => {
    const order = dialect.read(making, body.fields, id);
    if (!order.ok) return order;
    const stranger = characters.misfit(order.value);
    if (stranger) return err(stranger);
    const hash = orderHash(order.value);
    const prepared = await prepare(order.value, backstage);
    if (!prepared.ok) return prepared;
    const { extensions } = prepared.value;
    const shooting = fate?.kind === 'part' ? partOf(prepared.value.shooting) : prepared.value.shooting;
    const remixOf = order.value.kind === 'edit' && order.value.remix ? { remixOf: id } : {};
    const blocked = { kind: 'fail', ...moderation } as const;
    const ending = fate ?? (shooting.prompt.includes(blockedWord) ? blocked : undefined);
    const take = (takes.get(hash) ?? 0) + 1;
    if (ending?.kind !== 'fail') takes.set(hash, take);
    const video = shelf.add({ ...shooting, take }, { ...remixOf, extensions, fate: ending });
    const { model, prompt, seconds } = shooting;
    paid.push({
      ...{ id: video.id, operation: making, prompt, model, seconds, cost: video.cost, take, order: hash },
      fails: ending?.kind === 'fail',
    });
    return ok(json(dialect.made, dialect.created(video), pace));
  };

  return async (call) => {
    const { operation, id } = call;
    if (isMaking(operation)) return await make(operation, call);
    const found = shelf.get(id);
    switch (operation) {
      case 'retrieve':
        if (found)
          return ok(json(dialect.answersWith?.(found.video) ?? 200, dialect.shown(found.video), pace));
        return isSandboxId(id, dialect) && !shelf.hasRemoved(id)
          ? ok(json(200, dialect.shown(endedWithSandbox(id, backstage.clock.now()))))
          : err(unknownVideo(id));
      case 'list':
        return listVideos(shelf.all(), call.query, dialect);
      case 'delete': {
        if (!found) return err(unknownVideo(id));
        if (dialect.deletes === 'ended' && !['completed', 'failed'].includes(found.video.state)) {
          return err(invalid('video_id', 'Only completed or failed videos can be deleted.'));
        }
        shelf.remove(id);
        return ok(
          json(200, dialect.deleted?.(found.video) ?? { id, deleted: true, object: 'video.deleted' }),
        );
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

/** An entry of OpenRouter's list of models. */
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
