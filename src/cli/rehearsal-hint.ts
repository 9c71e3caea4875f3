import type { Sandbox } from '../sandbox/serve.ts';
import { type Rehearsed, standsFor } from './rehearsed-by.ts';

type Served = Pick<Sandbox, 'service' | 'url'>;

/** What somebody types to rehearse against a sandbox that is running. */
export function rehearsalHint(served: Served): string {
  const rehearsed = standsFor(served);
  return rehearsed ? inAnotherTerminal(rehearsed) : forConfigFile(served);
}

function inAnotherTerminal({ provider, settings, typed = {}, tells }: Rehearsed): string {
  const variables = { STORYCUT_REHEARSAL: '1', ...settings, ...typed };
  const words = Object.entries(variables)
    .map((one) => one.join('='))
    .join(' ');
  const first = tells ? `\`${words} storycut providers ${provider} --refresh\`, then ` : '';
  return `In another terminal: ${first}\`${words} storycut run --provider ${provider} --yes\``;
}

/** A server that no built-in provider knows is described in the config file. */
function forConfigFile(served: Served): string {
  const provider = 'rehearsal';
  const entry = [
    'providers:',
    `  ${provider}:`,
    // To a client, its videos are as any.
    `    dialect: ${served.service.replace(/-cloud$/, '')}`,
    `    base-url: ${served.url}`,
    '    key: { env: REHEARSAL_KEY }',
    '    models: { sora-2: { like: sora-2 } }',
  ].join('\n');
  const command = inAnotherTerminal({ provider, settings: { REHEARSAL_KEY: 'any' } });
  return `For the config file, with the models that you rehearse:\n\n${entry}\n\n${command}`;
}
