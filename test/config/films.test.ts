import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import type { Told } from '../../src/project/events/film-event.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import type { ServedDialect } from '../../src/sandbox/services/videos/dialects.ts';
import { png } from '../providers/videos-api/asking.ts';
import { project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';

/** What each server is asked for, in whatever order: a film of text, image, extension and, where there is one, edit. */
const asked: Readonly<Record<ServedDialect, readonly string[]>> = {
  openai: ['/videos', '/videos', '/videos/edits', '/videos/extensions'],
  'vllm-omni': ['/videos', '/videos', '/videos'],
  sglang: ['/videos', '/videos', '/videos'],
  'sglang-cloud': ['/videos', '/videos', '/videos'],
  litellm: ['/videos', '/videos', '/videos/edits', '/videos/extensions'],
  newapi: ['/videos', '/videos', '/videos', '/videos/{id}/remix'],
  openrouter: ['/videos', '/videos', '/videos', '/videos'],
  together: ['/videos', '/videos', '/videos'],
  xai: ['/videos/edits', '/videos/extensions', '/videos/generations', '/videos/generations'],
};

const storyboard = (edits: boolean): string => `storyboard: 1
title: The lamp
provider: studio
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: climb, prompt: A lighthouse at dusk, duration: 4 }
      - { id: higher, extend: climb, prompt: The camera rises, duration: 4 }
      - { id: still, image: lamp.png, prompt: The lamp turns, duration: 4 }
${edits ? '      - { id: warmer, edit: climb, prompt: Warm amber light }\n' : ''}`;

const config = (dialect: string, url: string): string => `config: 1
providers:
  studio:
    dialect: ${dialect}
    base-url: ${url}
    key: { env: STUDIO_KEY }
    poll-every: 0.1
    models:
      sora-2: { like: sora-2, price: 0.1 }
`;

/** Below the base URL, without ids. */
const below = (path: string): string =>
  path.slice(path.indexOf('/videos')).replace(/[^/]+\/remix$/, '{id}/remix');

const lamp = await png(640, 400);

describe.each(Object.keys(asked) as ServedDialect[])('a film made by %s', (dialect) => {
  it('is whole, and each job is asked for once', async () => {
    const server = await sandbox({ service: dialect });
    const edits = asked[dialect].length === 4;
    const made = await project({
      // A server with cloud storage is spoken to as one without: what differs is in its answers.
      'config.yaml': config(dialect.replace('-cloud', ''), server.url),
      'lamp.storyboard.yaml': storyboard(edits),
      // Of another size than the model's, so that it has to be fitted.
      'lamp.png': lamp,
    });
    const events: Told[] = [];
    const end = await runFilm(
      machine({
        cwd: made.folder,
        configFile: 'config.yaml',
        env: { STUDIO_KEY: 'sk-secret' },
        emit: (event) => events.push(event),
      }),
      {
        overrides: { vars: {} },
        concurrency: 4,
        keepGoing: true,
        stitch: true,
        onPlan: () => undefined,
        consent: async () => true,
      },
      new AbortController().signal,
    );
    expect(end, JSON.stringify(events, null, 1)).toMatchObject({ kind: 'finished' });
    if (end.kind !== 'finished') return;

    const [cut = ''] = end.cuts;
    const facts = await probe(cut);
    expect(facts).toMatchObject({ ok: true, value: { kind: 'video', seconds: edits ? 16 : 12 } });
    const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path }) => below(path)).sort()).toEqual(asked[dialect]);
    expect(server.ledger.paid).toHaveLength(asked[dialect].length);
    expect(await made.read('.storycut/journal.jsonl')).not.toContain('sk-secret');
  });
});
