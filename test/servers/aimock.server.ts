import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';
import { testTools } from '../rig/tools.ts';
import { ffmpegOf } from '../stitch/room.ts';
import { aimockWith } from './aimock.ts';

beforeEach(() => {
  vi.stubEnv('STUDIO_KEY', 'sk-studio');
});

const film = (dialect: string, url: string) =>
  project({
    'config.yaml': `config: 1
providers:
  studio:
    dialect: ${dialect}
    base-url: ${url}
    key: { env: STUDIO_KEY }
    poll-every: 0.5
    models: { m: { lengths: [4], sizes: [1280x720], price: 0.1 } }
`,
    'lamp.storyboard.yaml': `storyboard: 1
title: The lamp
provider: studio
model: m
format: { size: 1280x720 }
scenes:
  - id: lamp
    segments:
      - { id: climb, prompt: A lighthouse at dusk, duration: 4 }
      - { id: turn, prompt: The lamp turns, duration: 4 }
      - { id: storm, prompt: A ship in distress, duration: 4 }
`,
  });

it.each([
  ['openrouter', '/api/v1'],
  ['xai', '/v1'],
] as const)(
  'plays %s: a film is made, charged as it says, and what it refuses is told',
  async (dialect, base) => {
    const made = await film(dialect, 'http://127.0.0.1:9');
    const clip = join(made.folder, 'clip.mp4');
    const picture = ['-f', 'lavfi', '-i', 'testsrc=s=1280x720:r=24:d=4', '-pix_fmt', 'yuv420p'];
    await ffmpegOf(await testTools(), [...picture, '-preset', 'ultrafast', clip]);
    const bytes = await readFile(clip);
    const files = await scriptedServer((_, response) => response.writeHead(200).end(bytes));
    const footage = {
      status: 'completed',
      b64: bytes.toString('base64'),
      url: `${files.url}/clip.mp4`,
    } as const;
    const origin = await aimockWith([
      { words: 'lighthouse', video: { ...footage, duration: 4, cost: 0.31 } },
      { words: 'lamp', video: { ...footage, duration: 4, cost: 0.29 } },
      { words: 'ship', video: { status: 'failed', error: 'The ship sank while it was rendered.' } },
    ]);
    const config = await made.read('config.yaml');
    await made.write('config.yaml', config.replace('http://127.0.0.1:9', `${origin}${base}`));
    const run = await made.run('run', '--yes', '--config', 'config.yaml');
    expect(run.code, run.stderr).toBe(1);
    expect(run.stderr).toContain('The ship sank while it was rendered.');
    // What it charges, and not what the config file says.
    expect(run.stderr).toContain('spent $0.60');
    const cut = await made.run('stitch', '--partial', '--config', 'config.yaml');
    expect(cut.code, cut.stderr).toBe(0);
  },
);
