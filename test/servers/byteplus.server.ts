import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';
import { testTools } from '../rig/tools.ts';
import { ffmpegOf } from '../stitch/room.ts';
import { aimockAsByteplus } from './aimock.ts';

const model = 'dreamina-seedance-2-5-260628';

it('plays BytePlus: a film is made and charged by its tokens, and what it refuses or gives up is told', async () => {
  const made = await project({
    'lamp.storyboard.yaml': `storyboard: 1
title: The lamp
provider: byteplus
format: { size: 1280x720 }
scenes:
  - id: lamp
    segments:
      - { id: climb, prompt: A lighthouse at dusk, duration: 4 }
      - { id: turn, prompt: The lamp turns, duration: 4, image: previous }
      - { id: storm, prompt: A ship in distress, duration: 4 }
      - { id: calm, prompt: A calm sea, duration: 4 }
`,
  });
  const clip = join(made.folder, 'clip.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=1280x720:r=24:d=4', '-pix_fmt', 'yuv420p'];
  await ffmpegOf(await testTools(), [...picture, '-preset', 'ultrafast', clip]);
  const bytes = await readFile(clip);
  const files = await scriptedServer((_, response) => response.writeHead(200).end(bytes));
  const told = { id: 'cgt-1', model, created_at: 1_764_400_000, updated_at: 1_764_400_060 };
  const done = {
    ...{ ...told, status: 'succeeded', content: { video_url: `${files.url}/clip.mp4` } },
    ...{ resolution: '720p', ratio: '16:9', duration: 4, framespersecond: 24 },
    usage: { completion_tokens: 86_400, total_tokens: 86_400 },
  };
  const code = 'OutputVideoSensitiveContentDetected';
  const origin = await aimockAsByteplus([
    { words: 'lighthouse', json: done },
    { words: 'lamp', json: done },
    { words: 'ship', json: { ...told, status: 'failed', error: { code, message: 'The ship sank.' } } },
    { words: 'calm', json: { ...told, status: 'cancelled' } },
  ]);
  vi.stubEnv('ARK_BASE_URL', `${origin}/api/v3`);
  vi.stubEnv('ARK_API_KEY', 'ark-aimock');
  const run = await made.run('run', '--yes');
  expect(run.code, run.stderr).toBe(1);
  expect(run.stderr).toContain('The ship sank.');
  expect(run.stderr).toContain('The job was cancelled at byteplus.');
  // Twice 86400 tokens at 10.70 a million, and what a failure costs is not known.
  expect(run.stderr).toContain('spent $1.85');
}, 120_000);
