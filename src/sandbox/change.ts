import { unreachable } from '../core/result.ts';
import type { Answer } from './answer.ts';

/** How the members of an answer are changed: into what is invalid, or into what other servers answer. */
export const changes = [
  ...(['no-id', 'slash-id', 'odd-status'] as const),
  ...(['wrapped', 'task-id', 'shouted', 'iso-dates'] as const),
] as const;

export type Change = (typeof changes)[number];

/** In any dialect. */
export function changed({ body }: Answer, how: Change): unknown {
  if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) return {};
  const members = Object.entries(body.value);
  const renamed = (id: string) =>
    Object.fromEntries(members.map(([name, value]) => [isId(name) ? id : name, value]));
  const withEach = (change: (name: string, value: unknown) => unknown) =>
    Object.fromEntries(members.map(([name, value]) => [name, change(name, value)]));
  switch (how) {
    case 'no-id':
      return Object.fromEntries(members.filter(([name]) => !isId(name)));
    case 'slash-id':
      return withEach((name, value) => (isId(name) ? '../files/../up' : value));
    case 'odd-status':
      return { ...Object.fromEntries(members), status: 'warming_up', mood: { weather: ['fair'] } };
    case 'wrapped':
      return { code: 'success', message: '', data: body.value };
    case 'task-id':
      return renamed('task_id');
    case 'shouted':
      return withEach((name, value) => (name === 'status' ? (shouts[String(value)] ?? value) : value));
    case 'iso-dates':
      return withEach(isoDates);
    default:
      return unreachable(how);
  }
}

const isId = (name: string): boolean => name === 'id' || name === 'request_id';

/** The words of a gateway's own tasks. */
const shouts: Readonly<Record<string, string>> = {
  ...{ queued: 'NOT_START', pending: 'NOT_START', in_progress: 'IN_PROGRESS', processing: 'IN_PROGRESS' },
  ...{ completed: 'SUCCESS', succeeded: 'SUCCESS', done: 'SUCCESS', failed: 'FAILURE' },
};

/** Also in a list. */
function isoDates(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => isoDates('', one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, isoDates(inner, one)]));
  }
  return name.endsWith('_at') && typeof value === 'number' ? new Date(value * 1000).toISOString() : value;
}
