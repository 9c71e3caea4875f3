import { sizeText } from '../core/frames.ts';
import { type Input, inputsOf } from '../core/request.ts';
import { unreachable } from '../core/result.ts';
import type { Job, Plan } from '../planner/plan.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { outstandingText, stateText } from './standing.ts';
import { footage, money } from './units.ts';

/** All that would be sent for a segment, job by job. */
export function showText(plan: Plan, segment: string, paint: Paint): string {
  const ids = new Set(plan.takes.filter((take) => take.segment === segment).flatMap((take) => take.jobs));
  const jobs = plan.jobs.filter((job) => ids.has(job.id));
  if (jobs.length === 0) return `${segment} is own footage or a card: nothing is sent for it.`;
  const bySha = new Map(plan.files.map((file) => [file.sha256, file.path]));
  const byFingerprint = new Map(plan.jobs.map((job) => [job.fingerprint, job.id]));
  const name = (input: Input): string => {
    switch (input.kind) {
      case 'file':
        return bySha.get(input.sha256) ?? input.sha256;
      case 'job':
        return `the clip of ${byFingerprint.get(input.fingerprint) ?? 'an earlier job'}`;
      case 'last-frame':
        return `the last frame of ${bySha.get(input.fingerprint) ?? byFingerprint.get(input.fingerprint) ?? 'an earlier job'}`;
      default:
        return unreachable(input);
    }
  };
  return jobs.map((job) => jobText(job, name, paint)).join('\n\n');
}

function jobText(job: Job, name: (input: Input) => string, paint: Paint): string {
  const head = `${paint('bold', job.id)}  ${job.kind}  ${paint('dim', `${stateText(job)}: ${printable(job.reason)}`)}`;
  if (job.kind === 'frame') return `${head}\n  from         ${name(job.source)}, on this machine`;
  const { request } = job;
  const rows: readonly (readonly [string, string])[] = [
    ['provider', request.provider],
    ['model', request.model],
    ['seconds', footage(request.seconds)],
    ['size', sizeText(request.size)],
    ...(request.fps === undefined ? [] : [['fps', String(request.fps)] as const]),
    ...(request.kind === 'generate'
      ? [
          ...(request.firstFrame ? [['first frame', name(request.firstFrame)] as const] : []),
          ...request.references.map((one) => ['reference', `${one.name}: ${name(one.image)}`] as const),
          ...request.characters.map((one) => ['character', one] as const),
        ]
      : inputsOf(request).map((input) => ['source', name(input)] as const)),
    ...Object.entries(request.options).map(([key, value]) => [key, String(value)] as const),
    ['take', String(request.take)],
    ...(request.variation === 1 ? [] : [['variation', String(request.variation)] as const]),
    ['price', job.outstanding ? outstandingText(job) : money(job.cost)],
    ['fingerprint', job.fingerprint],
  ];
  const lines = rows.map(([key, value]) => `  ${printable(key).padEnd(12)} ${printable(value)}`);
  return [
    head,
    ...lines,
    ...promptLines('prompt', request.prompt),
    ...job.fallbacks.flatMap((prompt, index) => promptLines(`fallback ${index + 1}`, prompt)),
  ].join('\n');
}

const promptLines = (title: string, prompt: string): string[] => [
  `  ${title}`,
  ...printable(prompt, 'many')
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`)),
];
