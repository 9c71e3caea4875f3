import { describe, expect, it } from 'vitest';
import type { ServedDialect } from '../../src/sandbox/services/videos/dialects.ts';
import { type Fields, recorded } from './recorded.ts';
import { call, ended, type Reply, sandbox } from './sandbox.ts';

const paths: Partial<Readonly<Record<ServedDialect, string>>> = { xai: '/videos/generations' };

function body(dialect: ServedDialect): object {
  const plain = { prompt: 'p', model: 'm', seconds: 2 };
  switch (dialect) {
    case 'openai':
    case 'litellm':
      return { prompt: 'p', model: 'sora-2' };
    case 'openrouter':
      return { prompt: 'p', model: 'm', duration: 2 };
    case 'xai':
      return { prompt: 'p', duration: 2 };
    case 'vllm-omni': {
      const form = new FormData();
      for (const [name, value] of Object.entries({ prompt: 'p', seconds: '2', size: '320x180' }))
        form.append(name, value);
      return form;
    }
    default:
      return plain;
  }
}

/** What an answer has that is not recorded, lacks that is, or has of another type. */
function differences(answer: Reply['body'], fields: Fields): readonly string[] {
  const optional = (name: string): boolean => `${name}?` in fields;
  const unknown = Object.keys(answer).filter((name) => !(name in fields || optional(name)));
  const missing = Object.keys(fields).filter((name) => !name.endsWith('?') && !(name in answer));
  const other = Object.entries(answer).filter(([name, value]) => {
    const type = fields[name] ?? fields[`${name}?`] ?? '';
    return value === null ? !type.endsWith('?') : type !== '' && type.replace('?', '') !== typeof value;
  });
  return [
    ...unknown.map((name) => `more: ${name}`),
    ...missing.map((name) => `less: ${name}`),
    ...other.map(([name, value]) => `other: ${name} ${JSON.stringify(value)}`),
  ];
}

const there = (answer: Reply['body']): readonly string[] =>
  Object.keys(answer).filter((name) => answer[name] !== null);

const dialects = Object.keys(recorded) as readonly ServedDialect[];

describe.each(dialects.map((dialect) => [dialect, recorded[dialect]] as const))(
  '%s tells what its server does, field by field',
  (dialect, { created = undefined, polled, words, done, failed, list }) => {
    const at = (id: unknown): string => `/videos/${id}`;

    async function order(faults: string) {
      const served = await sandbox({ service: dialect, faults, jobSeconds: 0.2 } as Parameters<
        typeof sandbox
      >[0]);
      const made = await call(served, 'POST', paths[dialect] ?? '/videos', body(dialect));
      expect(differences(made.body, created ?? polled)).toEqual([]);
      return { served, id: made.body.id ?? made.body.request_id };
    }

    it('of a job that is made', async () => {
      const { served, id } = await order('');
      const { body: first } = await call(served, 'GET', at(id));
      if (Object.keys(first).length > 0) {
        expect(differences(first, polled)).toEqual([]);
        expect(words).toContain(first.status);
      }
      const last = await ended(served, at(id));
      expect(differences(last, polled)).toEqual([]);
      expect(words).toContain(last.status);
      expect(there(last)).toEqual(expect.arrayContaining([...done]));
      if (!list) return;
      const page = await call(served, 'GET', '/videos');
      expect(Object.keys(page.body).toSorted()).toEqual(list.toSorted());
      const [listed] = page.body.data as readonly Reply['body'][];
      expect(listed && differences(listed, polled)).toEqual([]);
    });

    it('of a job that fails', async () => {
      const { served, id } = await order('create 1 capacity');
      const last = await ended(served, at(id));
      expect(differences(last, polled)).toEqual([]);
      expect(last.status).toBe('failed');
      expect(there(last)).toEqual(expect.arrayContaining([...failed]));
    });
  },
);
