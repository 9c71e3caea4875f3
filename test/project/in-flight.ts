import { onTestFinished, vi } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import { type Project, project } from '../rig/project.ts';
import { type Answer, json, scriptedServer } from '../rig/scripted-server.ts';

/** How a service is found, and how it accepts the n-th job. */
interface Place {
  readonly key: readonly [variable: string, value: string];
  readonly url: string;
  accepted(order: number): object;
}

const places = {
  runway: {
    key: ['RUNWAYML_API_SECRET', `key_${'0123456789abcdef'.repeat(8)}`],
    url: 'RUNWAYML_BASE_URL',
    accepted: (order) => ({ id: `task-${order}` }),
  },
  fal: {
    key: ['FAL_KEY', '0123456789abcdef:fedcba9876543210'],
    url: 'FAL_BASE_URL',
    accepted: (order) => ({ request_id: `task-${order}` }),
  },
  gemini: {
    key: ['GEMINI_API_KEY', 'AIza0123456789abcdef'],
    url: 'GEMINI_BASE_URL',
    accepted: (order) => ({ id: `task-${order}`, status: 'queued' }),
  },
} satisfies Record<string, Place>;

export type ServiceInFlight = keyof typeof places;

const filmOf = (service: string, segments: readonly string[]): string => `storyboard: 1
title: The lamp
provider: ${service}
scenes:
  - id: lamp
    segments:
${segments.map((id) => `      - { id: ${id}, prompt: A lighthouse at ${id}, duration: 4, fallbacks: [ A lamp ] }\n`).join('')}`;

/** A film whose jobs were all accepted, by a run that was stopped then. What is asked later is answered so. */
export async function inFlight(
  service: ServiceInFlight,
  segments: readonly string[],
  answer: Answer,
): Promise<Project> {
  const { key, url, accepted }: Place = places[service];
  const stop = new AbortController();
  let orders = 0;
  const server = await scriptedServer((seen, response) => {
    if (seen.method !== 'POST' || orders >= segments.length) return answer(seen, response);
    orders += 1;
    json(accepted(orders))(seen, response);
    if (orders === segments.length) stop.abort();
  });
  vi.stubEnv(...(key as [string, string]));
  vi.stubEnv(url, server.url.replace('/v1', ''));
  onTestFinished(() => void vi.unstubAllEnvs());
  const made = await project({ 'lamp.storyboard.yaml': filmOf(service, segments) });
  const world = machine({ cwd: made.folder, env: process.env, emit: () => undefined });
  await runFilm(world, { consent: async () => true }, stop.signal);
  return made;
}
