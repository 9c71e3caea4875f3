import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DialectName } from '../../src/providers/videos-api/dialect.ts';
import { project } from '../rig/project.ts';
import { sandbox } from './sandbox.ts';

/*
 * Films made at servers that answer as real ones do, by the command: each film has to be made, or to end with a reason.
 */

const extension = ', extend: { lengths: [4], most: 6, longest: 120 }';

const config = (dialect: DialectName, url: string): string => `config: 1
providers:
  studio:
    dialect: ${dialect}
    base-url: "${url}"
    key: { env: STUDIO_KEY }
    poll-every: 0.1
    models:
      sora-2: { lengths: [4], sizes: [1280x720], price: 0.1, pace: { base: 0.1, per-second: 0 }${dialect === 'openai' ? extension : ''} }
`;

const film = (segments: readonly string[]): string => `storyboard: 1
title: F
provider: studio
defaults: { duration: 4 }
scenes:
  - id: s
    segments:
${segments.map((segment) => `      - { ${segment} }`).join('\n')}
`;

const wake = 'id: wake, prompt: "Wake, wide"';

async function made(
  dialect: DialectName,
  faults: string,
  segments: readonly string[] = [wake],
  ...more: readonly string[]
) {
  const served = await sandbox({ service: dialect, faults });
  vi.stubEnv('STUDIO_KEY', 'sk-sandbox-0123456789');
  onTestFinished(() => void vi.unstubAllEnvs());
  const at = await project({
    'f.storyboard.yaml': film(segments),
    'config.yaml': config(dialect, served.url),
  });
  const { code, text: said } = await at.call('--config', 'config.yaml', 'run', '--yes', ...more);
  return { at, served, code, said };
}

describe('a film is made whole', () => {
  it.each<[string, DialectName, string]>([
    ['by an answer wrapped as a gateway does', 'newapi', 'create 1+ wrapped\nretrieve 1+ wrapped'],
    ['by the words of its tasks', 'newapi', 'create 1+ task-id\nretrieve 1+ shouted'],
    ['by a link in `metadata` where its content fails', 'newapi', 'content 1 404'],
    ['by a link where its content is an error with 200', 'newapi', 'content 1 error-200'],
    ['after an error with 200 to a poll', 'vllm-omni', 'retrieve 1-2 error-200'],
    ['after a 404 of a replica that lags', 'sglang', 'retrieve 1 404\ncontent 1 404'],
    ['by dates that are texts', 'litellm', 'retrieve 1+ iso-dates'],
    ['by answers that are empty while it is made', 'xai', 'retrieve 1-3 empty'],
    ['by a server in its usual way', 'together', 'list 99 500'],
    ['by another in its usual way', 'openrouter', 'list 99 500'],
  ])('%s', async (_, dialect, faults) => {
    const { code, said, served } = await made(dialect, faults, [wake], '--no-stitch');
    expect([code, said]).toEqual([0, expect.stringContaining('1 made')]);
    expect(served.ledger.paid).toHaveLength(1);
  });

  it('where extensions are the new part alone: each is shown once, after the one before', async () => {
    const { code, said, at } = await made('openai', 'extend 1+ new-part', [
      'id: wake, prompt: "Wake, wide", duration: 8',
      'id: bow, extend: wake, prompt: "The bow"',
    ]);
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('it is the new part alone, and follows the footage that it extends'),
    ]);
    expect(said).toContain('f.mp4  0:12.00, 288 frames');
    expect(said).not.toContain('footage-short');
    const status = await at.call('--config', 'config.yaml', 'status');
    expect(status.stdout).toMatch(/2 of 2 segments ready/);
  });

  it('by a fallback, where moderation shows as a film that is done and not there', async () => {
    const { code, said, served } = await made(
      'xai',
      '',
      ['id: wake, prompt: "Wake, [blocked]", fallbacks: [ "Wake, wide" ]'],
      '--no-stitch',
    );
    expect([code, said]).toEqual([0, expect.stringContaining('trying fallback 1')]);
    expect(said).toContain('does not hand it out: its moderation blocked it.');
    expect(served.ledger.paid).toHaveLength(2);
  });
});

describe('a film ends with a reason', () => {
  it.each<[string, DialectName, string, RegExp, number]>([
    [
      'no channel',
      'newapi',
      'create 1+ no-channel',
      /error\[provider-busy\].*No available channel for this model\./,
      0,
    ],
    [
      'a conflict',
      'openai',
      'create 1+ 409',
      /error\[job-failed\].*refused, because of a conflict: 409 conflict/,
      0,
    ],
    ['too much to do', 'openai', 'create 1+ 529', /error\[provider-busy\].*529/, 0],
    ['legal reasons', 'openai', 'create 1+ 451', /error\[prompt-refused\].*for legal reasons: 451/, 0],
    [
      'an error with 200',
      'newapi',
      'create error-200',
      /error\[submission-unknown\].*answer an error with 200/,
      0,
    ],
    [
      'an error after acceptance',
      'newapi',
      'create 500-after',
      /error\[submission-unknown\].*500 server_error/,
      1,
    ],
    [
      'a job that failed and is told of with the status of its failure',
      'vllm-omni',
      'create 1+ failed',
      /error\[job-failed\].*500/,
      3,
    ],
    [
      'a gateway that failed a task',
      'newapi',
      'create 1+ failed\nretrieve 1+ shouted',
      /error\[job-failed\].*Video generation failed/,
      3,
    ],
  ])('%s', async (_, dialect, faults, message, paid) => {
    const { code, said, served } = await made(dialect, faults, [wake], '--no-stitch');
    expect([code, said]).toEqual([1, expect.stringMatching(message)]);
    expect(said).not.toContain('never answered');
    expect(served.ledger.paid).toHaveLength(paid);
  });
});
