import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';
import { testTools } from '../rig/tools.ts';
import { ffmpegOf } from '../stitch/room.ts';
import { aimockAsFal } from './aimock.ts';

/** What stands before aimock, and says which of fal's hosts it is; remembers what was asked. */
async function asQueue(origin: string) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push(`${request.method} ${request.url}`);
    const answer = await fetch(`${origin}/fal${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json', 'x-fal-target-host': 'queue.fal.run' },
      ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, {
      ...{ 'content-type': 'application/json', 'openai-poll-after-ms': '200' },
      'x-fal-billable-units': answer.headers.get('x-fal-billable-units') ?? '',
    });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked };
}

it('plays fal: a film is made, each order posted once, and what it refuses is told', async () => {
  const made = await project({
    'lamp.storyboard.yaml': `storyboard: 1
title: The lamp
provider: fal
format: { size: 1280x720 }
scenes:
  - id: lamp
    segments:
      - { id: climb, prompt: A lighthouse at dusk, duration: 4 }
      - { id: turn, prompt: The lamp turns, duration: 4, image: previous }
      - { id: storm, prompt: A ship in distress, duration: 4 }
`,
  });
  const clip = join(made.folder, 'clip.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=1280x720:r=24:d=4', '-pix_fmt', 'yuv420p'];
  await ffmpegOf(await testTools(), [...picture, '-preset', 'ultrafast', clip]);
  const bytes = await readFile(clip);
  const files = await scriptedServer((_, response) => response.writeHead(200).end(bytes));
  const json = { video: { url: `${files.url}/clip.mp4`, content_type: 'video/mp4' } };
  const queue = await asQueue(
    await aimockAsFal([
      { words: 'lighthouse', answer: { json, billableUnits: 4 } },
      { words: 'lamp', answer: { json } },
      {
        words: 'ship',
        answer: { error: { message: 'The ship sank.', type: 'invalid_request_error' }, status: 422 },
      },
    ]),
  );
  vi.stubEnv('FAL_KEY', 'any:key');
  vi.stubEnv('FAL_BASE_URL', queue.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const run = await made.run('run', '--yes');
  expect(run.code, run.stderr).toBe(1);
  expect(run.stderr).toContain('The ship sank');
  // It tells no prices of units, so the planned ones count.
  expect(run.stderr).toContain('spent $1.20');
  expect(queue.asked.filter((asked) => asked.startsWith('POST')).sort()).toEqual([
    ...['POST /fal-ai/veo3.1/fast', 'POST /fal-ai/veo3.1/fast', 'POST /fal-ai/veo3.1/fast/image-to-video'],
  ]);
});
