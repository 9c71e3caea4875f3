import { chmod } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { usualConfigFile } from '../../src/project/machine/find-config.ts';
import { isPrivate } from '../../src/providers/address.ts';
import type { Capabilities } from '../../src/providers/capabilities.ts';
import { readKey } from '../../src/providers/key.ts';
import type { Opening } from '../../src/providers/kind.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { readEntry } from '../../src/providers/videos-api/read-entry.ts';
import { diagnosticsText } from '../../src/report/diagnostic-text.ts';
import { plain } from '../../src/report/paint.ts';
import { project } from '../rig/project.ts';

async function read(text: string) {
  const made = await project({ 'config.yaml': text, 'clips/.keep': '' });
  const file = made.path('config.yaml');
  const { config, diagnostics } = await readConfig(file, {
    env: { HOME: made.folder },
    readers: new Map([['videos-api', { read: readEntry }]]),
    usualKind: 'videos-api',
    taken: new Map([
      ['animatic', 'animatic'],
      ['openai', 'videos-api'],
    ]),
  });
  return {
    made,
    config,
    diagnostics,
    text: diagnosticsText(diagnostics, plain).replaceAll(made.folder, '~'),
  };
}

const server = (more: string): string => `config: 1
providers:
  studio:
    dialect: vllm-omni
    base-url: http://127.0.0.1:8091/v1
${more}`;

async function onlyModel(text: string): Promise<Capabilities | undefined> {
  const { config, text: problems } = await read(text);
  expect(problems).toBe('');
  return config?.providers[0]?.data.models[0];
}

describe('a config file', () => {
  it('tells servers, models, keys and folders', async () => {
    const { made, config, text } = await read(`config: 1
folders: [clips, ~/clips]
providers:
  studio:
    dialect: sglang
    base-url: http://192.168.1.20:30000/v1
    key: { file: ~/studio.key }
    poll-every: 2
    default-model: wan
    models:
      mini: { like: sora-2 }
      wan:
        lengths: { min: 2, max: 10 }
        sizes: [832x480, 1280x720]
        first-frame: sized
        options: [guidance-scale]
        price: { 832x480: 0.01, 1280x720: 0.02 }
        concurrency: 2
        requests-per-minute: 30
        pace: { base: 5, per-second: 20 }
        end-of-life: { date: "2027-01-31", note: Its card goes back. }
`);
    expect(text).toBe('');
    expect(config?.folders).toEqual([made.path('clips'), made.path('clips')]);
    const [studio] = config?.providers ?? [];
    expect(studio).toMatchObject({
      keys: { key: { kind: 'file', path: made.path('studio.key') } },
      data: { name: 'studio', defaultModel: 'wan' },
    });
    const opened = await studio?.open({ keys: { key: 'sk-1' } } as unknown as Opening);
    expect((opened as Provider | undefined)?.pollDelay(0)).toBe(2000);
    expect(studio?.data.models[1]).toEqual({
      model: 'wan',
      lengths: { kind: 'range', min: 2, max: 10, step: 1 },
      sizes: {
        kind: 'set',
        sizes: [
          { width: 832, height: 480 },
          { width: 1280, height: 720 },
        ],
      },
      extend: { kind: 'last-frame' },
      edit: false,
      fps: 'whole',
      inputs: { firstFrame: 'sized', references: { images: 0 }, characters: 0 },
      sound: 'never',
      options: {
        seed: { type: 'number', whole: true },
        'negative-prompt': { type: 'text' },
        'num-frames': { type: 'number', min: 1, whole: true },
        'guidance-scale': { type: 'any' },
      },
      promptLimit: 32_000,
      price: { kind: 'per-second', bySize: { '832x480': 0.01, '1280x720': 0.02 }, source: 'config file' },
      concurrency: 2,
      requestsPerMinute: 30,
      pace: { base: 5, perSecond: 20 },
      endOfLife: { date: '2027-01-31', note: 'Its card goes back.' },
    });
  });

  it.each([
    ['any-with-first', { fits: 'any', needsFirst: true }],
    ['sized', { fits: 'sized', needsFirst: false }],
    ['none', undefined],
  ])('says of a model that its last frame is %s, and its sound by choice', async (written, lastFrame) => {
    const model = `lengths: [5], sizes: [1280x720], price: 1, last-frame: ${written}, audio: choice`;
    const entry = server(`    models: { m: { ${model} } }\n`).replace('vllm-omni', 'openrouter');
    const known = await onlyModel(entry);
    expect(known?.sound).toBe('choice');
    expect(known?.inputs.lastFrame).toEqual(lastFrame);
  });

  it('can not say so of a server that is never asked for it', async () => {
    const model = 'lengths: [5], sizes: [1280x720], price: 1, last-frame: any, audio: choice';
    const { text } = await read(server(`    models: { m: { ${model} } }\n`));
    expect(text).toContain("can't be asked for last frames.");
    expect(text).toContain("can't be asked for sound by choice.");
  });

  it('may hold nothing but its version', async () => {
    expect((await read('config: 1\n')).config).toEqual({ folders: [], providers: [] });
  });

  it('takes over a known model as far as the dialect can ask for it', async () => {
    const narrowed = await onlyModel(server('    models: { sora-2: { like: sora-2, price: free } }\n'));
    expect(narrowed).toMatchObject({
      lengths: { kind: 'set', seconds: [4, 8, 12, 16, 20] },
      extend: { kind: 'last-frame' },
      edit: false,
      inputs: { firstFrame: 'sized', references: { images: 0 }, characters: 0 },
      price: { kind: 'free' },
    });
    expect(narrowed?.endOfLife).toBeUndefined();
    const whole = await onlyModel(
      server('    models: { s: { like: sora-2 } }\n').replace('vllm-omni', 'litellm'),
    );
    expect(whole).toMatchObject({ model: 's', extend: { kind: 'native' }, edit: true });
  });

  it('never bridges with a frame that a model can not begin with', async () => {
    const model = await onlyModel(
      server(
        '    models: { m: { lengths: [5], sizes: { min: 64, max: 1024 }, price: 0.5, first-frame: none } }\n',
      ),
    );
    expect(model).toMatchObject({
      extend: { kind: 'none' },
      price: { bySize: { any: 0.5 } },
      sizes: { kind: 'any', min: 64, max: 1024 },
    });
  });

  it('says at once and in so many words what is wrong', async () => {
    const { config, text } = await read(`config: 1
folders: [nowhere]
providers:
  animatic:
    dialect: openai
    base-url: https://name:secret@host.example/v1
    models: { sora-2: { like: sora-9 } }
  cloud:
    dialect: together
    base-url: http://api.example.com/v2
    key: { env: CLOUD_KEY }
    default-model: wam
    models:
      wan: { lengths: [5], sizes: [1280x720] }
      fast:
        like: sora-2
        edit: true
        characters: 2
        extend: { lengths: [4], most: 2, longest: 20 }
`);
    expect(config).toBeUndefined();
    expect(text).not.toContain('secret');
    expect(
      text.replace(/^ .*\n/gm, ''),
    ).toBe(`~/config.yaml:2:11 warning[missing-folder]: ~/nowhere is not a folder.
help: Create it, or delete it from \`folders\`.
~/config.yaml:4:3 error[twin-id]: There is already a provider named \`animatic\`.
help: Choose another name.
~/config.yaml:4:3 error[malformed]: A base URL can't contain a user name or password.
help: Put the key into an environment variable or a file, and name that under \`key\`.
~/config.yaml:7:31 error[unknown-model]: There is no known model "sora-9".
help: Did you mean "sora-2"?
~/config.yaml:10:15 warning[unencrypted]: api.example.com is reached over plain http: everything that is sent, including the key, can be read on the way.
help: Use https, or a server in your own network.
~/config.yaml:12:20 error[unknown-model]: There is no model "wam" under \`models\`.
help: Did you mean "wan"?
~/config.yaml:14:7 error[missing-key]: The model wan has no \`price\`.
help: Add it, or inherit it from a known model, as in \`like: sora-2\`.
~/config.yaml:17:15 error[dialect-lacks]: Together can't be asked for edits.
help: Remove it.
~/config.yaml:18:21 error[dialect-lacks]: Together can't be asked for characters.
help: Remove it.
~/config.yaml:19:17 error[dialect-lacks]: Together can't be asked for extensions.
help: Use \`last-frame\`, and footage continues from its last frame.`);
  });

  it('is checked against its schema first', async () => {
    const { text } = await read(`config: 1
providers:
  studio:
    dialect: sgland
    base-url: localhost:30000
    api-key: sk-123
    models: {}
`);
    expect(text).toContain('error[unknown-value]: `dialect` can\'t be "sgland".');
    expect(text).toContain('Did you mean `sglang`?');
    expect(text).toContain('error[malformed]: `base-url` can\'t be "localhost:30000".');
    expect(text).toContain('error[unknown-key]: Unknown key `api-key`.');
    expect(text).toContain('error[empty]: `models` is empty.');
  });

  it.each([
    'key: 90125551234567',
    'key: hunter2hunter2',
    'base-url: sk-canary-0123456789abcdefghij',
    'dialect: sk-canary-0123456789abcdefghij',
    'sk-canary-0123456789abcdefghij: true',
    'models: sk-canary-0123456789abcdefghij',
  ])('tells no key that stands in a wrong place, neither in texts nor in values: %s', async (line) => {
    const { diagnostics } = await read(`config: 1\nproviders:\n  studio:\n    ${line}\n`);
    expect(diagnostics.some(({ params }) => params !== undefined)).toBe(true);
    expect(JSON.stringify(diagnostics)).not.toMatch(/90125551234567|hunter2|canary-0123/);
  });

  it('that is empty is told what belongs in it, and nothing of storyboards', async () => {
    const { config, text } = await read('# later\n');
    expect(config).toBeUndefined();
    expect(text).toContain('error[empty]: The file is empty.');
    expect(text).toContain('help: Your providers and folders on this machine');
  });

  it('may say what kind of provider an entry is, and of no other than there are', async () => {
    const models = '    models: { m: { like: sora-2 } }\n';
    const { config } = await read(server(models).replace('dialect:', 'kind: videos-api\n    dialect:'));
    expect(config?.providers).toMatchObject([{ data: { name: 'studio' } }]);
    for (const kind of ['videos-apl', 'animatic', '7']) {
      const { text } = await read(`config: 1\nproviders:\n  studio: { kind: ${kind}, farm: 7 }\n`);
      expect(text.match(/error\[/g)).toHaveLength(1);
      expect(text).toContain(`error[unknown-value]: \`kind\` can't be ${kind === '7' ? 7 : `"${kind}"`}.`);
      expect(text).toContain('videos-api');
    }
  });
});

describe('a key', () => {
  it('comes from the environment', async () => {
    const place = { kind: 'env', name: 'STUDIO_KEY' } as const;
    expect(await readKey('studio', place, { STUDIO_KEY: ' sk-1\n' })).toEqual({ ok: true, value: 'sk-1' });
    for (const env of [{}, { STUDIO_KEY: '' }, { STUDIO_KEY: 'two words' }]) {
      expect(await readKey('studio', place, env)).toMatchObject({
        ok: false,
        error: { code: 'key-missing' },
      });
    }
  });

  it('that can be none is told apart from one that is missing', async () => {
    const place = { kind: 'env', name: 'STUDIO_KEY' } as const;
    const told = async (key: string) => {
      const read = await readKey('studio', place, { STUDIO_KEY: key });
      return read.ok ? '' : read.error.message;
    };
    expect(await told(' ')).toContain('is not set');
    expect(await told('two words')).toContain("STUDIO_KEY can't be the key");
    expect(await told('two words')).not.toContain('two words');
  });

  it('comes from a file that nobody else may read', async () => {
    const made = await project({ 'studio.key': 'sk-2\n' });
    const place = { kind: 'file', path: made.path('studio.key') } as const;
    await chmod(made.path('studio.key'), 0o644);
    expect(await readKey('studio', place, {})).toMatchObject({ ok: false, error: { code: 'key-exposed' } });
    await chmod(made.path('studio.key'), 0o600);
    expect(await readKey('studio', place, {})).toEqual({ ok: true, value: 'sk-2' });
    const missing = { kind: 'file', path: made.path('nowhere') } as const;
    expect(await readKey('studio', missing, {})).toMatchObject({ ok: false, error: { code: 'key-missing' } });
  });
});

describe('where things are', () => {
  it('finds the config file as the XDG base directories have it', () => {
    expect(usualConfigFile({ XDG_CONFIG_HOME: '/x', HOME: '/h' })).toBe('/x/storycut/config.yaml');
    expect(usualConfigFile({ HOME: '/h' })).toBe('/h/.config/storycut/config.yaml');
    expect(usualConfigFile({})).toBeUndefined();
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.20.0.1', true],
    ['192.168.1.20', true],
    ['[::1]', true],
    ['[fd00::1]', true],
    ['render.local', true],
    ['gpu', true],
    ['localhost.', true],
    ['0.0.0.0', true],
    ['[::]', true],
    ['[::ffff:7f00:1]', true],
    ['[::ffff:a00:1]', true],
    ['[::ffff:808:808]', false],
    ['172.32.0.1', false],
    ['8.8.8.8', false],
    ['[2001:db8::1]', false],
    ['api.example.com', false],
  ])('%s is private: %s', (host, expected) => {
    expect(isPrivate(host)).toBe(expected);
  });
});

describe("a studio's clips", () => {
  const clips = (value: string) =>
    read(
      `config: 1\nstudio:\n  ledger: postgres://db.lan/own\n  clips: ${value}\n  projects: { ferry: ./ferry }\n`,
    );

  it('are in a folder or in a bucket', async () => {
    const { config, made } = await clips('./clips');
    expect(config?.studio?.clips).toEqual({ kind: 'folder', folder: made.path('clips') });
    for (const [value, place] of [
      ['s3://films', { bucket: 'films', prefix: '' }],
      ['s3://films/', { bucket: 'films', prefix: '' }],
      ['s3://my.films/of/a studio/', { bucket: 'my.films', prefix: 'of/a studio' }],
      [
        "{ bucket: s3://films/clips, endpoint: 'http://nas.lan:9000', region: eu-west-3 }",
        { bucket: 'films', prefix: 'clips', endpoint: 'http://nas.lan:9000', region: 'eu-west-3' },
      ],
    ] as const)
      expect((await clips(value)).config?.studio?.clips).toEqual({ kind: 'bucket', ...place });
  });

  it.each([
    ['gs://films/clips', 'gs://films/clips is neither a folder nor a bucket'],
    ['s3://', 's3:// is neither a folder nor a bucket'],
    ['s3://Films/clips', 's3://Films/clips is neither a folder nor a bucket'],
    ['{ bucket: films }', '`bucket` can\'t be "films"'],
    ["{ bucket: s3://films, endpoint: 'https://key:secret@s3.lan' }", 'The endpoint is no plain address'],
    ["{ bucket: s3://films, endpoint: 'https://s3.lan/?a=b' }", 'The endpoint is no plain address'],
    ['{ bucket: s3://films, secret: abc }', 'Unknown key `secret`'],
  ])('are not in %s', async (value, said) => {
    const { config, text } = await clips(value);
    expect(config).toBeUndefined();
    expect(text).toContain(said);
    expect(text).not.toContain('key:secret');
  });
});
