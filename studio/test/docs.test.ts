import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { stepsOf } from '../../test/rig/markdown.ts';
import { bucketKeys, type Hinder, startBucket } from './rig/bucket.ts';
import { film, machines } from './rig/machines.ts';
import { newLedger } from './rig/new-ledger.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/studio.md'), 'utf8');
const [major = 0] = process.versions.node.split('.').map(Number);

/** The words of a command line, as a shell takes them. */
const wordsIn = (line: string): readonly string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringLike: Readonly<Record<string, string>> };
}

/** Refuses what the page's policy does not allow. */
function policyOf(text: string): Hinder {
  const { Statement }: { readonly Statement: readonly Statement[] } = JSON.parse(text);
  const like = (pattern: string, value: string): boolean =>
    pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
  return ({ method = '', url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const isList = searchParams.has('list-type');
    const reading = isList ? 's3:ListBucket' : 's3:GetObject';
    const action = { GET: reading, HEAD: reading, PUT: 's3:PutObject' }[method] ?? 's3:DeleteObject';
    const resource = `arn:aws:s3::${pathname.replace(/\/$/, '').replace('/', ':')}`;
    const isAllowed = Statement.some(
      (one) =>
        one.Action.includes(action) &&
        like(one.Resource, resource) &&
        Object.values(one.Condition?.StringLike ?? {}).every((prefix) =>
          like(prefix, searchParams.get('prefix') ?? ''),
        ),
    );
    if (isAllowed) return false;
    response
      .writeHead(403)
      .end(`<Error><Code>AccessDenied</Code><Message>${action} ${resource}</Message></Error>`);
    return true;
  };
}

test('docs/studio.md does what it says, command by command', async () => {
  const bucket = await startBucket();
  onTestFinished(bucket.close);
  const { machine } = await machines();
  const made = await machine();
  const config = await made.read('config.yaml');
  const pier = 'ferry/pier.storyboard.yaml';
  await made.write(pier, film);
  let ran = 0;
  for (const step of stepsOf(page)) {
    if (step.kind === 'file') {
      const isBucket = step.text.includes('endpoint:');
      const [, ownLedger = ''] = /\n {2}ledger: (.*)/.exec(config) ?? [];
      const [, folder = ''] = /\n {2}clips: (.*)/.exec(config) ?? [];
      // Another studio: the first one has clips, in its folder.
      const stated = isBucket ? await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '') : ownLedger;
      const [, asShown = ''] = /\n {2}clips: (.*)/.exec(step.text) ?? [];
      const clips = isBucket ? asShown.replace(/https:[^,]+/, bucket.endpoint) : folder;
      if (isBucket) {
        for (const [name, key] of Object.entries(bucketKeys)) vi.stubEnv(name, key);
        bucket.hinder(policyOf(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));
      }
      const studio = step.text
        .replace(/ledger: .*/, `ledger: ${stated}`)
        .replace(/clips: .*/, `clips: ${clips}`)
        .replace('~/films/ferry', './ferry');
      const house = config.slice(0, config.indexOf('studio:')).replace('config: 1\n', '');
      await made.write('config.yaml', `${studio}${house}`);
    }
    if (step.kind !== 'command') continue;
    const [program, ...words] = wordsIn(step.command);
    expect(program).toBe('storycut');
    // Orders need a later Node.
    if (major < 24 && /^(worker|submit|studio queue)/.test(words.join(' '))) continue;
    if (words[0] === 'studio' && words[1] === 'adopt') {
      // There is a journal only where a film was made without a studio.
      await made.write(
        'alone.yaml',
        (await made.read('config.yaml')).replace(/studio:[\s\S]*?\nproviders/, 'providers'),
      );
      const alone = await made.run('--config', 'alone.yaml', 'run', pier, '--yes', '--no-stitch');
      expect(alone.code, alone.stderr).toBe(0);
    }
    const running = made.start('--config', 'config.yaml', ...words);
    if (words[0] === 'worker') {
      await new Promise<void>((resolve) => {
        running.child.stderr?.on('data', (text: string) => text.includes('Taking films') && resolve());
      });
      running.child.kill('SIGINT');
    }
    const end = await running.ended;
    expect(end.code, `${step.command}\n${end.stderr}`).toBe(words[0] === 'worker' ? 130 : 0);
    ran += 1;
  }
  expect(ran).toBeGreaterThan(5);
  expect((await bucket.names('clips')).length).toBeGreaterThan(1);
});
