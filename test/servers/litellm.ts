import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** `pip install 'litellm[proxy]'` installs the command. LITELLM is its path, if it is not in PATH. */
const command = process.env.LITELLM ?? 'litellm';

export const masterKey = 'sk-house';

/** The LiteLLM proxy as it is installed, with its usual settings and one model, which `behind` serves. Returns its base URL. */
export async function litellmBefore(behind: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-litellm-'));
  const port = await freePort();
  const config = {
    model_list: [
      {
        model_name: 'sora-2',
        litellm_params: { model: 'openai/sora-2', api_base: behind, api_key: 'sk-behind' },
      },
    ],
  };
  await writeFile(join(folder, 'config.yaml'), JSON.stringify(config));
  const args = ['--config', 'config.yaml', '--port', String(port), '--host', '127.0.0.1'];
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LITELLM_MASTER_KEY: masterKey },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const gone = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${error.message}: install it with pip install 'litellm[proxy]'`));
    child.on('exit', (code) => resolve(`exited with ${code}: ${said.slice(-2000)}`));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  const failed = await Promise.race([gone, isAlive(`${url}/health/liveliness`)]);
  if (failed !== undefined) throw new Error(`${command} ${failed}`);
  return `${url}/v1`;
}

async function isAlive(url: string): Promise<undefined> {
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(200);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
