import { isObject, type Json, membersNamed, plainName } from '../../http/json.ts';
import { isBareId, ownId } from './job-id.ts';
import { isOfCall, statusOf, statusWordIn } from './status.ts';

/** What gateways and vendors put around a job. */
const wrappers = [
  ...['data', 'response', 'result', 'results', 'job', 'task', 'output', 'outputs', 'video', 'videos', 'resp'],
  ...['generation', 'generations', 'item', 'items', 'payload', 'body', 'content', 'tasks', 'jobs', 'details'],
];
const deepest = 4;

/**
 * The object that tells of a job within an answer. `remote`: the job that was asked about. Of several objects the job is the
 * one with its id and a state, else one with any id and a state, else the innermost with a state: around that, `success`
 * is said of the call.
 */
export function jobIn(body: unknown, remote?: string): Json {
  if (typeof body === 'string') return bareJob(body);
  const objects = objectsIn(body, remote, 0);
  const hasId = objects.some((one) => ownId(one) !== undefined);
  const telling = objects.filter((one) => tellsState(one) && !(hasId && isAboutCall(one)));
  return (
    telling.find((one) => remote !== undefined && ownId(one) === remote) ??
    telling.find((one) => ownId(one) !== undefined) ??
    telling.at(-1) ??
    objects.find((one) => ownId(one) !== undefined) ??
    objects[0] ??
    {}
  );
}

/** `{"status": "success"}` around a job that has a name and no state says only that it was found. */
const isAboutCall = (json: Json): boolean => ownId(json) === undefined && isOfCall(statusWordIn(json));

const tellsState = (json: Json): boolean =>
  statusWordIn(json) !== undefined || typeof json.done === 'boolean';

/** From the outside in. */
function objectsIn(value: unknown, remote: string | undefined, depth: number): readonly Json[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) {
    const [only] =
      value.length === 1 ? value : value.filter((one) => remote !== undefined && ownId(one) === remote);
    return objectsIn(only, remote, depth);
  }
  if (!isObject(value)) return [];
  const inner = membersNamed(value, wrappers).flatMap((member) => objectsIn(member, remote, depth + 1));
  const bare = bareMember(value);
  return [value, ...(bare ? [bare] : []), ...inner];
}

/** As in `{"code": "success", "data": "task_0123"}`. */
function bareMember(json: Json): Json | undefined {
  const [id] = membersNamed(json, ['data', 'result', 'task', 'job', 'output']).filter(
    (member) => ['string', 'number'].includes(typeof member) && isBareId(String(member)),
  );
  return id === undefined ? undefined : { id: String(id) };
}

/** An answer that is one word, an id or a link. */
function bareJob(text: string): Json {
  const bare = text.trim();
  if (/^https?:\/\/\S+$/i.test(bare)) return { url: bare };
  if (isBareId(bare)) return { id: bare };
  return statusOf(bare) !== 'unclear' && plainName(bare).length < 30 ? { status: bare } : {};
}
