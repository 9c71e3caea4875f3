import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { discreet } from '../../src/providers/discreet.ts';
import type { KnownProvider, Opening } from '../../src/providers/kind.ts';
import { openProvider } from '../../src/providers/open-provider.ts';
import type { Failure, Provider, Submission } from '../../src/providers/provider.ts';
import { fakeData } from '../rig/fake-provider.ts';

const keys = { key: 'c0ffee00c0ffee00c0ffee00/+=', secret: 'correct-horse-battery' };
const signal = new AbortController().signal;
const submission = { attempt: 'a' } as Submission;

/** Every way in which a key gets into a text. */
const leaks: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => `Incorrect API key: ${key}`,
  'several times': (key) => `${key}, ${key} and ${key}`,
  'in an address': (key) => `GET https://farm.example/jobs?token=${encodeURIComponent(key)} failed`,
  'in a header': (key) => `Authorization: ${Buffer.from(key).toString('base64')} is unknown`,
  'cut short': (key) => `The server said: no such key, ${key.slice(0, 15)}…`,
};

const tells = (text: string): Failure => ({
  ...{ reason: 'other', message: text, help: text, again: false },
  params: { said: text, known: [text, 7], status: 401 },
});

/** An adapter that thinks of nothing, and is a class. */
class Careless {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  async submit() {
    return { kind: 'rejected', failure: tells(this.#text) } as const;
  }
  async poll() {
    return { kind: 'failed', failure: tells(this.#text) } as const;
  }
  async download() {
    return { kind: 'unreachable', failure: tells(this.#text) } as const;
  }
  pollDelay() {
    return this.#text.length;
  }
  async list() {
    return { kind: 'unreachable', failure: tells(this.#text) } as const;
  }
  async delete() {
    return { kind: 'unreachable', failure: tells(this.#text) } as const;
  }
}

const answersOf = async (provider: Provider): Promise<readonly unknown[]> => [
  await provider.submit(submission, signal),
  await provider.poll('job', signal),
  await provider.download('job', 'file', signal),
  await provider.list?.(0, signal),
  await provider.delete?.('job', signal),
];

describe.each(Object.entries(keys))('a provider that tells its %s', (name, key) => {
  it.each(Object.entries(leaks))('%s is not heard to', async (_, leak) => {
    const provider = discreet(fakeData(), new Careless(leak(key)), keys);
    const answers = await answersOf(provider);
    expect(answers).toHaveLength(5);
    for (const answer of answers) {
      const said = JSON.stringify(answer);
      expect(said).toContain('failure');
      expect(said).not.toContain(key.slice(0, 13));
      expect(said).not.toContain(encodeURIComponent(key));
      expect(said).not.toContain(Buffer.from(key).toString('base64'));
    }
    expect(provider.pollDelay(0)).toBe(leak(key).length);
  });

  it('is heard with its name instead', async () => {
    const provider = discreet(fakeData(), new Careless(`Incorrect: ${key}.`), keys);
    expect(await provider.poll('job', signal)).toMatchObject({
      failure: { message: `Incorrect: [${name}].`, help: `Incorrect: [${name}].` },
    });
  });

  it('is hidden in what is said of a job in progress', async () => {
    const waiting = { kind: 'waiting', state: key, message: `made for ${key}`, progress: 0.5 } as const;
    const provider = discreet(
      fakeData(),
      Object.assign(new Careless(''), { poll: async () => waiting }),
      keys,
    );
    expect(await provider.poll('job', signal)).toEqual({
      ...{ kind: 'waiting', progress: 0.5 },
      ...{ state: `[${name}]`, message: `made for [${name}]` },
    });
  });

  it('is not heard to when it breaks', async () => {
    const cause = new TypeError(`fetch of ${key}`);
    const calls = new Careless('');
    calls.poll = async () => {
      throw new Error(`with ${key}`, { cause });
    };
    const thrown = await discreet(fakeData(), calls, keys)
      .poll('job', signal)
      .then(
        () => expect.unreachable('it broke'),
        (error: Error) => error,
      );
    expect(thrown).toMatchObject({ message: `with [${name}]`, cause: { message: `fetch of [${name}]` } });
    expect(thrown.stack).not.toContain(key);
    expect(cause.stack).not.toContain(key);
    expect(thrown.cause).toBe(cause);
  });

  const thrownBy: Readonly<Record<string, () => Error>> = {
    'caused by itself': () => {
      const error = new Error(`with ${key}`);
      return Object.assign(error, { cause: error });
    },
    'that is frozen': () => Object.freeze(new TypeError(`with ${key}`)),
    'that gathers others': () => new AggregateError([new Error(`with ${key}`)], 'all failed'),
    "whose message is its class's": () =>
      new (class extends Error {
        override get message() {
          return `with ${key}`;
        }
      })(),
    'with more on it': () => Object.assign(new Error('refused'), { url: `https://farm.example/?k=${key}` }),
  };

  it.each(Object.entries(thrownBy))('is not heard to by an error %s', async (_, makeError) => {
    const fails = () => {
      throw makeError();
    };
    const provider = discreet(
      fakeData(),
      Object.assign(new Careless(''), { pollDelay: fails, poll: fails }),
      keys,
    );
    for (const call of [async () => provider.pollDelay(0), () => provider.poll('job', signal)]) {
      const thrown = await call().then(
        () => expect.unreachable('it broke'),
        (error: unknown) => error,
      );
      expect(thrown).toBeInstanceOf(Error);
      expect(inspect(thrown)).not.toContain(key.slice(0, 13));
      expect(inspect(thrown)).toContain(`[${name}]`);
    }
  });

  it('has no job by an id that holds it', async () => {
    const remote = `https://farm.example/jobs/7?token=${key}`;
    const calls: Omit<Provider, 'data'> = {
      ...new Careless(''),
      submit: async () => ({ kind: 'accepted', remote }),
      poll: async () => ({ kind: 'waiting' }),
      download: async () => ({ kind: 'gone' }),
      pollDelay: () => 0,
      list: async () => ({ kind: 'listed', jobs: [{ remote }, { remote: 'job' }], whole: true }),
    };
    const provider = discreet(fakeData('farm'), calls, keys);
    const submitted = await provider.submit(submission, signal);
    expect(submitted).toMatchObject({ kind: 'unknown', failure: { again: false } });
    expect(JSON.stringify(submitted)).not.toContain(key);
    expect(await provider.list?.(0, signal)).toEqual({
      kind: 'listed',
      jobs: [{ remote: 'job' }],
      whole: false,
    });
    expect(provider.delete).toBeUndefined();
  });
});

it.each([[undefined], [''], [42]])('a job without an id that can be kept may exist: %j', async (remote) => {
  const calls = new Careless('');
  const submit = async () => ({ kind: 'accepted', remote }) as never;
  const provider = discreet(fakeData(), Object.assign(calls, { submit }), {});
  expect(await provider.submit(submission, signal)).toMatchObject({ kind: 'unknown' });
});

it.each([
  ['video', 'video_68d7512d07848190b3e45da0ecbebcde'],
  ['x', 'max-1'],
  ['c0ffee00c0ffee00', 'luma-12345678abcd'],
  ['c0ffee00c0ffee00', 'https://farm.example/jobs/1?sig=abcdef'],
  ['c0ffee00c0ffee00', 'key_0123456789'],
])('a job is kept where the key is %s and its id %s', async (key, remote) => {
  const submit = async () => ({ kind: 'accepted', remote }) as const;
  const provider = discreet(fakeData(), Object.assign(new Careless(''), { submit }), { key });
  expect(await provider.submit(submission, signal)).toEqual({ kind: 'accepted', remote });
});

it.each([
  ['o', 'No room for you', 'No room for you'],
  ['video', 'No videos today: no such key, video.', 'No videos today: no such key, [key].'],
  ['a.b', 'The key "a.b" is not axb.', 'The key "[key]" is not axb.'],
])('a key that is any word, %s, is hidden only where it stands alone', async (key, said, heard) => {
  const provider = discreet(fakeData(), new Careless(said), { key });
  expect(await provider.poll('job', signal)).toMatchObject({ failure: { message: heard } });
});

it('keys that were never declared are known by their looks', async () => {
  const said = 'sk-live-0123456789 and Bearer abcdef0123456789abcdef, eyJhbGciOiJI.eyJpc3MiOiJh.c2lnbmF0dXJl';
  const failure = await discreet(fakeData(), new Careless(said), {}).poll('job', signal);
  expect(JSON.stringify(failure)).not.toMatch(/0123456789|eyJ|c2ln/);
});

describe('opening a provider', () => {
  const opened: Opening[] = [];
  const farm: KnownProvider = {
    data: fakeData('farm'),
    keys: { key: { kind: 'env', name: 'FARM_KEY' }, secret: { kind: 'env', name: 'FARM_SECRET' } },
    async open(opening) {
      opened.push(opening);
      return new Careless(`${opening.keys.key} and ${opening.keys.secret}`);
    },
  };
  const place = {} as Omit<Opening, 'keys'>;

  it('hands it all of its keys, and nothing else of the environment', async () => {
    const env = { FARM_KEY: keys.key, FARM_SECRET: keys.secret, OTHER: 'x' };
    const provider = await openProvider(farm, { ...place, env });
    expect(opened).toEqual([{ keys }]);
    if (!provider.ok) return expect.unreachable();
    expect(provider.value.data).toBe(farm.data);
    expect(await provider.value.poll('job', signal)).toMatchObject({
      failure: { message: '[key] and [secret]' },
    });
  });

  it('keeps its keys to itself when it can not be opened', async () => {
    const broken: KnownProvider = {
      ...farm,
      open: async ({ keys }) => {
        throw new Error(`${keys.key} is no header`);
      },
    };
    const opening = openProvider(broken, { ...place, env: { FARM_KEY: keys.key, FARM_SECRET: keys.secret } });
    await expect(opening).rejects.toThrow('[key] is no header');
  });

  it.each([
    { reason: 'other' },
    { reason: 'invalid', message: '' },
    { message: null },
    { reason: 'nonsense', message: 7, params: 'none' },
    undefined,
    null,
    'so it is',
  ])('makes do with a failure that an adapter left empty: %o', async (failure) => {
    const careless = {
      submit: async () => ({ kind: 'rejected', failure }),
      poll: async () => ({ kind: 'failed', failure }),
      download: async () => ({ kind: 'unreachable', failure }),
      pollDelay: () => 1,
    } as unknown as Omit<Provider, 'data'>;
    const provider = discreet(fakeData('farm'), careless, keys);
    for (const answer of (await answersOf(provider)).slice(0, 3)) {
      expect(answer).toMatchObject({
        failure: {
          reason: expect.stringMatching(/^(other|invalid)$/),
          message: 'farm gave no reason.',
          again: false,
        },
      });
    }
  });

  it('says of each key that is missing where it should be', async () => {
    expect(await openProvider(farm, { ...place, env: {} })).toMatchObject({
      ok: false,
      error: [
        { message: expect.stringContaining('FARM_KEY') },
        { message: expect.stringContaining('FARM_SECRET') },
      ],
    });
  });

  it('asks for no key of one that can not be used anyhow', async () => {
    const closed = { ...farm.data, unavailable: { reason: 'It is closed.', help: 'Come back.' } };
    expect(await openProvider({ ...farm, data: closed }, { ...place, env: {} })).toMatchObject({
      ok: false,
      error: [{ code: 'provider-unavailable', message: 'It is closed.', help: 'Come back.' }],
    });
  });
});

describe('a figure of money', () => {
  const telling = (figure: unknown): Provider => {
    const told = { charged: figure, estimate: figure };
    return discreet(
      fakeData(),
      {
        submit: async () => ({ kind: 'accepted', remote: 'r', ...told }) as never,
        poll: async () => ({ kind: 'completed', ...told }) as never,
        download: async () => ({ kind: 'done' }),
        pollDelay: () => 1,
      },
      {},
    );
  };

  it.each([['0.5'], [{ usd: 0.5 }], [[0.5]], [null], [5n]])(
    'that is no number can never be summed: %o',
    async (figure) => {
      const provider = telling(figure);
      expect(await provider.submit(submission, signal)).toMatchObject({ estimate: Number.NaN });
      expect(await provider.poll('r', signal)).toMatchObject({ charged: Number.NaN });
    },
  );

  it.each([[0.5], [undefined]])('is as it was told otherwise: %o', async (figure) => {
    expect(await telling(figure).poll('r', signal)).toMatchObject({ charged: figure });
  });
});
