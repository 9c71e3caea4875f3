import { beforeEach, expect, it, vi } from 'vitest';
import { png } from '../providers/videos-api/asking.ts';
import { type Project, project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';
import { litellmBefore, masterKey } from './litellm.ts';

beforeEach(() => {
  vi.stubEnv('STUDIO_KEY', masterKey);
});

const film = async (segments: string, url: string): Promise<Project> =>
  project({
    'config.yaml': `config: 1
providers:
  studio:
    dialect: litellm
    base-url: ${url}
    key: { env: STUDIO_KEY }
    poll-every: 0.5
    models: { sora-2: { like: sora-2 } }
`,
    'lamp.storyboard.yaml': `storyboard: 1
title: The lamp
provider: studio
format: { size: 1280x720 }
scenes:
  - id: lamp
    segments:
${segments}
`,
    'lamp.png': await png(640, 400),
  });

const twoShots = `      - { id: climb, prompt: "A lighthouse at dusk.\\n  Waves, wind.", duration: 4 }
      - { id: turn, prompt: The lamp turns, duration: 4 }`;

it('passes a film of text, image, extension and edit on, each job once', async () => {
  const server = await sandbox();
  const made = await film(
    `${twoShots}
      - { id: higher, extend: climb, prompt: The camera rises, duration: 4 }
      - { id: still, image: lamp.png, prompt: The lamp glows, duration: 4 }
      - { id: warmer, edit: climb, prompt: Warm amber light }`,
    await litellmBefore(server.url),
  );
  const run = await made.run('run', '--yes', '--config', 'config.yaml');
  expect(run.code, run.stderr).toBe(0);
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(posts.sort()).toEqual([
    ...Array.from({ length: 3 }, () => '/v1/videos'),
    '/v1/videos/edits',
    '/v1/videos/extensions',
  ]);
});

it.each(['reset-after', '500-after'])(
  'sends nothing a second time when the answer is lost behind it (%s): a person is asked',
  async (fault) => {
    const server = await sandbox({ faults: `create "lighthouse" ${fault}` });
    const made = await film(twoShots, await litellmBefore(server.url));
    const run = await made.run('run', '--yes', '--config', 'config.yaml');
    expect(run.code, run.stderr).toBe(1);
    expect(run.stderr).toContain('error[submission-unknown]: climb ');
    expect(server.ledger.paid).toHaveLength(2);
    const again = await made.run('run', '--yes', '--config', 'config.yaml');
    expect(again.code, again.stderr).toBe(1);
    expect(server.ledger.paid).toHaveLength(2);
    const resolved = await made.run('resolve', 'climb', '--not-created', '--config', 'config.yaml');
    expect(resolved.code, resolved.stderr).toBe(0);
    const last = await made.run('run', '--yes', '--config', 'config.yaml');
    expect(last.code, last.stderr).toBe(0);
    expect(server.ledger.paid).toHaveLength(3);
  },
);
