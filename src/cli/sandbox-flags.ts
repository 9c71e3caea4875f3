import { plainNumber } from '../core/plain-number.ts';
import type { ServedService } from '../sandbox/services.ts';
import { InvalidArgumentError, Option } from './commander.ts';
import { rehearsedProviders } from './rehearsed-by.ts';

/** Repeated here, so that the help needn't load the sandbox: dialects of the Videos API, and services with a provider of their own. */
const dialects = [
  ...(['openai', 'vllm-omni', 'sglang', 'sglang-cloud', 'litellm'] as const),
  ...(['newapi', 'openrouter', 'together', 'xai'] as const),
] as const satisfies readonly ServedService[];

export const services: readonly ServedService[] = [...new Set([...dialects, ...rehearsedProviders])];

export const serviceOption = new Option('--service <name>', 'service to imitate (default: openai)').choices(
  services,
);

/** What it was called while the sandbox spoke the Videos API alone. */
export const dialectOption = new Option('--dialect <name>').choices(services).conflicts('service').hideHelp();

export const portOption = new Option('--port <n>', 'port to listen on (default: any free port)').argParser(
  (text) => number(text, 0, 65_535, true),
);

export const speedOption = new Option('--speed <n>', 'run jobs this many times faster than real time')
  .argParser((text) => number(text, 0.001, 1_000_000, false))
  .default(1);

export const faultOption = new Option(
  '--fault <fault>',
  'inject a fault, as in "create 2-3 429" (repeatable)',
).argParser((text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
]);

export const footageOption = new Option(
  '--footage <kind>',
  'footage of the jobs: animatics, or one plain clip for thousands of jobs',
)
  .choices(['animatic', 'colour'] as const)
  .default('animatic' as const);

export const requestsPerMinuteOption = new Option(
  '--requests-per-minute <n>',
  'limit on video requests per minute',
).argParser((text) => number(text, 1, 1_000_000, true));

function number(text: string, least: number, most: number, whole: boolean): number {
  const value = plainNumber(text);
  if (value !== undefined && value >= least && value <= most && (!whole || Number.isInteger(value)))
    return value;
  throw new InvalidArgumentError(`It must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
}
