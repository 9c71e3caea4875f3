import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { sandbox } from '../sandbox/sandbox.ts';
import type { Site } from './site.ts';
import { file, filmOf, type State } from './state.ts';

const gull = '{ id: gull, prompt: A gull on a pole }';
const paid = 'provider: studio\nformat: { resolution: 720p }\ndefaults: { duration: 4, attempts: 1 }';

const config = (url: string): string => `config: 1
providers:
  studio:
    dialect: openai
    base-url: ${url}
    key: { env: STUDIO_KEY }
    poll-every: 0.1
    models:
      sora-2: { like: sora-2, price: 0.1 }
`;

/** A server that lets these things go wrong, and the config file that names it. */
async function server(site: Site, faults = ''): Promise<void> {
  const { url } = await sandbox({ faults });
  await site.write('config.yaml', config(url));
  Object.assign(site.env, { STORYCUT_CONFIG: site.path('config.yaml'), STUDIO_KEY: 'any' });
}

/** A port that nobody listens at. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const made = { [file]: filmOf([gull], paid) };
/** What is cut of it makes no difference here. */
const run = ['run', '--yes', '--no-stitch'];

/** A state of a run against a server that lets one thing go wrong. */
const faulty = (
  code: State['code'],
  faults: string,
  rest: Pick<State, 'advice' | 'follow'> & Partial<State>,
): State => ({
  files: made,
  before: (site) => server(site, faults),
  command: run,
  code,
  ...rest,
});

const again = async (): Promise<void> => undefined;

/** What may go wrong while footage is made, and what was not to be seen when it was. */
export const running: readonly State[] = [
  faulty('prompt-refused', 'create 1 moderation', {
    advice: 'give the segment `fallbacks`',
    follow: (site) => site.edit(file, 'A gull on a pole', 'A gull on a pole, fallbacks: [ A gull ]'),
  }),
  faulty('request-refused', 'create 1 400', {
    advice: '`storycut show',
    follow: (site) => site.storycut('show', 'gull'),
  }),
  faulty('quota-spent', 'create 1 quota', { advice: 'Top up', follow: again }),
  faulty('access-denied', 'create 1 401', { advice: 'Check the key', follow: again }),
  faulty('provider-busy', 'create 1 capacity', {
    advice: 'Run the same command to try again',
    follow: again,
  }),
  faulty('job-cancelled', 'create 1 cancelled', { advice: 'order it again', follow: again }),
  faulty('job-failed', 'create 1 failed', { advice: 'Run the same command to try again', follow: again }),
  faulty('clip-unreadable', 'content 1-9 garbage', {
    advice: 'The next run downloads it again',
    follow: again,
  }),
  faulty('footage-lost', 'content 1-2 expired', {
    name: 'resolved',
    advice: '`storycut resolve gull --pay-again`',
    follow: (site) => site.storycut('resolve', 'gull', '--pay-again'),
  }),
  faulty('footage-lost', 'content 1-2 expired', {
    advice: '`storycut run --pay-again`',
    follow: again,
    next: [...run, '--pay-again'],
  }),
  faulty('submission-unknown', 'create 1 reset-after\nlist 1-99 404', {
    advice: '`storycut resolve gull` with --adopt ID or --not-created',
    follow: (site) => site.storycut('resolve', 'gull', '--not-created'),
  }),
  {
    code: 'key-missing',
    files: made,
    before: async (site) => {
      await server(site);
      site.env.STUDIO_KEY = undefined;
    },
    command: run,
    advice: '`export STUDIO_KEY=…`',
    follow: async (site) => {
      site.env.STUDIO_KEY = 'any';
    },
  },
  {
    code: 'over-budget',
    name: 'in a run',
    files: made,
    before: (site) => server(site),
    command: ['run', '--no-stitch', '--max-cost', '0.1'],
    advice: 'Raise --max-cost',
    follow: again,
    next: ['run', '--no-stitch', '--max-cost', '0.4'],
  },
  {
    code: 'plan-moved',
    files: made,
    before: async (site) => {
      await server(site);
      await site.storycut('plan', '--out', 'film.plan');
      await site.edit(file, 'A gull', 'A tern');
    },
    command: [...run, '--plan', 'film.plan'],
    advice: 'Check `storycut plan film.storyboard.yaml`, then save it with --out',
    follow: (site) => site.storycut('plan', '--out', 'film.plan'),
  },
  {
    code: 'plan-unreadable',
    files: made,
    before: async (site) => {
      await server(site);
      await site.write('film.plan', '{}');
    },
    command: [...run, '--plan', 'film.plan'],
    advice: 'Remove it, or name another file, and write one with `storycut plan --out`',
    async follow(site) {
      await site.remove('film.plan');
      await site.storycut('plan', '--out', 'film.plan');
    },
  },
  {
    code: 'nothing-to-resolve',
    files: made,
    before: (site) => server(site),
    command: ['resolve', 'gull', '--not-created'],
    advice: '`storycut status`',
    follow: again,
    next: ['status'],
  },
  {
    code: 'nothing-in-flight',
    files: made,
    before: (site) => server(site),
    command: ['cancel', 'gull'],
    advice: '`storycut status`',
    follow: again,
    next: ['status'],
  },
  {
    code: 'answer-misfit',
    files: made,
    before: async (site) => {
      await server(site, 'content 1-2 expired');
      await site.storycut(...run);
    },
    command: ['resolve', 'gull', '--not-created'],
    advice: '`storycut resolve gull --pay-again`',
    follow: again,
    next: ['resolve', 'gull', '--pay-again'],
  },
  {
    code: 'several-to-resolve',
    files: { [file]: filmOf([gull], paid.replace('attempts: 1', 'attempts: 1, takes: 2')) },
    before: async (site) => {
      await server(site, 'create 1-2 reset-after\nlist 1-99 404');
      await site.storycut(...run);
    },
    command: ['resolve', 'gull', '--not-created'],
    advice: 'Name one with --take',
    follow: again,
    next: ['resolve', 'gull', '--take', '2', '--not-created'],
  },
  {
    code: 'provider-unreachable',
    files: made,
    before: async (site) => {
      await server(site);
      await site.edit('config.yaml', /base-url: .*/, `base-url: http://127.0.0.1:${await closedPort()}/v1`);
    },
    command: run,
    advice: 'Check the base URL',
    follow: (site) => server(site),
  },
  {
    code: 'job-known-already',
    files: { [file]: filmOf([gull, '{ id: tern, prompt: A tern }'], paid) },
    before: async (site) => {
      await server(site, 'create "tern" reset-after\nlist 1-99 404');
      await site.storycut(...run);
      const journal = await site.read('.storycut/journal.jsonl');
      site.env.JOB = /"remote":"([^"]+)"/.exec(journal)?.[1];
    },
    command: ['resolve', 'tern', '--adopt', '$JOB'],
    advice: 'Check your jobs at the provider again',
    follow: again,
    next: ['resolve', 'tern', '--not-created'],
  },
];
