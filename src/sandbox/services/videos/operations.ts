import { err, ok, type Result, unreachable } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { keepBytes } from '../../keep-bytes.ts';
import { isMaking, type PaidOperation } from '../../operation.ts';
import { orderDesk } from '../../order-desk.ts';
import { type CallProblem, invalid, unknownVideo } from '../../problem.ts';
import { endedWithSandbox, isSandboxId } from '../../sandbox-id.ts';
import type { Backstage, Call } from '../../service.ts';
import type { Shelved } from '../../video-shelf.ts';
import { characterShelf } from './character-shelf.ts';
import type { SandboxDialect } from './dialect.ts';
import { listPrice } from './list-price.ts';
import { listVideos } from './list-videos.ts';
import { orderHash } from './order.ts';
import { prepare } from './prepare.ts';
import { variantsOf } from './variants.ts';

/** Carries out each operation. */
export function operationsOf(
  dialect: SandboxDialect,
  backstage: Backstage,
): (call: Call) => Promise<Result<Answer, CallProblem>> {
  const { shelf, folder } = backstage;
  const variants = variantsOf(backstage.tools);
  const ordered = orderDesk(backstage);
  const characters = characterShelf(backstage.clock);
  /** Where a server has one model, it is what the first call asks for. */
  let served: string | undefined;
  const pace = { 'openai-poll-after-ms': String(backstage.pollAfter) };

  const make = async (
    making: PaidOperation,
    { id, body, fate }: Call,
  ): Promise<Result<Answer, CallProblem>> => {
    const order = dialect.read(making, body.fields, id);
    if (!order.ok) return order;
    if (dialect.oneModel && 'model' in order.value) {
      served ??= order.value.model;
      if (order.value.model !== served) return err(dialect.oneModel(order.value.model, served));
    }
    const stranger = characters.misfit(order.value);
    if (stranger) return err(stranger);
    const prepared = await prepare(order.value, backstage);
    if (!prepared.ok) return prepared;
    const { shooting } = prepared.value;
    const cost = dialect.price?.(order.value, shooting) ?? listPrice(shooting.size, shooting.seconds);
    const video = ordered({
      ...{
        operation: making,
        order: orderHash(order.value),
        ...prepared.value,
        cost,
        costOfFailure: cost,
        fate,
      },
      ...(order.value.kind === 'edit' && order.value.remix ? { remixOf: id } : {}),
    });
    const { callback } = dialect;
    if (callback) {
      const { clock, callbacks } = backstage;
      callbacks.later(body.fields[callback.field], video.id, (ended) => callback.letter(ended, clock));
    }
    return ok(json(dialect.made, dialect.created(video), pace));
  };

  const content = async (found: Shelved, variant: string): Promise<Result<Answer, CallProblem>> => {
    const withheld = dialect.withheld?.(found.video);
    return withheld ? err(withheld) : await variants.of(found, variant);
  };

  return async (call) => {
    const { operation, id } = call;
    if (isMaking(operation)) return await make(operation, call);
    const found = shelf.get(id);
    switch (operation) {
      case 'retrieve':
        if (found)
          return ok(json(dialect.answersWith?.(found.video) ?? 200, dialect.shown(found.video), pace));
        return isSandboxId(id, dialect.id) && !shelf.hasRemoved(id)
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
        return found ? await content(found, call.query.get('variant') ?? 'video') : err(unknownVideo(id));
      case 'create-character':
        return await characters.create(call.body.fields, (bytes) => keepBytes(bytes, 'mp4', folder));
      case 'get-character':
        return characters.get(id);
      case 'models':
        return ok(json(200, dialect.models));
      case 'cancel':
      case 'result':
      case 'upload':
      case 'upload-file':
      case 'account':
      case 'signing-keys':
        return err({ status: 404, message: 'Not Found' });
      default:
        return unreachable(operation);
    }
  };
}
