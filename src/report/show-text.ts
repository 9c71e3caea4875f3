import { sizeText } from '../core/frames.ts';
import { roundFps } from '../core/rates.ts';
import {
  type EditRequest,
  type ExtendRequest,
  type FramePlace,
  type GenerateRequest,
  type Input,
  mediumOf,
  type OfEach,
  type Reference,
  type Request,
} from '../core/request.ts';
import { unreachable } from '../core/result.ts';
import type { Job, Plan, ProviderJob } from '../planner/plan.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { outstandingText, reasonBeside, stateText } from './standing.ts';
import { footage, money } from './units.ts';

/** Everything that would be sent for a segment, job by job. */
export function showText(plan: Plan, segment: string, paint: Paint): string {
  const ids = new Set(plan.takes.filter((take) => take.segment === segment).flatMap((take) => take.jobs));
  const jobs = plan.jobs.filter((job) => ids.has(job.id));
  if (jobs.length === 0) return `${segment} is your own footage or a card: nothing is sent for it.`;
  const bySha = new Map(plan.files.map((file) => [file.sha256, file.path]));
  const byFingerprint = new Map(plan.jobs.map((job) => [job.fingerprint, job.id]));
  const sourceName = (of: string): string => bySha.get(of) ?? byFingerprint.get(of) ?? 'an earlier job';
  const name = (input: Input): string => {
    switch (input.kind) {
      case 'file':
        return bySha.get(input.sha256) ?? input.sha256;
      case 'job':
        return `the clip of ${byFingerprint.get(input.fingerprint) ?? 'an earlier job'}`;
      case 'last-frame':
        return `the last frame of ${sourceName(input.fingerprint)}`;
      case 'frame':
        return `${frameName(input.at)} of ${sourceName(input.fingerprint)}`;
      default:
        return unreachable(input);
    }
  };
  return jobs.map((job) => jobText(job, name, paint)).join('\n\n');
}

function frameName(at: FramePlace): string {
  const [word, seconds] = 'from' in at ? ['the frame at', at.from] : ['the last frame before', at.until];
  if (seconds === 0 && 'from' in at) return 'the first frame';
  return seconds < 0 ? `${word} ${-seconds} s before the end` : `${word} ${seconds} s`;
}

function jobText(job: Job, name: (input: Input) => string, paint: Paint): string {
  const head = `${paint('bold', job.id)}  ${job.kind}  ${paint('dim', `${stateText(job)}: ${printable(reasonBeside(job, job.reason))}`)}`;
  if (job.kind === 'frame') {
    const which = job.at ? `${frameName(job.at)} of ` : '';
    return `${head}\n  from         ${which}${name(job.source)}, on this machine`;
  }
  const { request } = job;
  const rows: readonly Row[] = [
    ...Object.values(requestRows(request, name)).flat(),
    ['price', priceText(job)],
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

/** What a job costs from now on; what is in the store may have cost something before. */
function priceText(job: ProviderJob): string {
  if (job.outstanding) return outstandingText(job) || money(0);
  return job.state === 'cached' ? 'nothing more: its clip is in the store' : money(job.cost);
}

type Row = readonly [title: string, text: string];

/** What each member of a request is shown as. */
function requestRows(
  request: Request,
  name: (input: Input) => string,
): Readonly<Record<string, readonly Row[]>> {
  const common = {
    provider: [['provider', request.provider]],
    model: [['model', request.model]],
    seconds: [['seconds', footage(request.seconds)]],
    size: [['size', sizeText(request.size)]],
    fps: request.fps === undefined ? [] : [['fps', String(roundFps(request.fps))]],
  } satisfies Record<string, readonly Row[]>;
  const rest = {
    options: Object.entries(request.options).map(([key, value]): Row => [key, String(value)]),
    take: [['take', String(request.take)]],
    variation: request.variation === 1 ? [] : [['variation', String(request.variation)]],
    sound: request.sound === undefined ? [] : [['sound', request.sound ? 'on' : 'off']],
    // Above and below the table.
    ...{ kind: [], prompt: [] },
  } satisfies Record<string, readonly Row[]>;
  if (request.kind !== 'generate') {
    return {
      ...common,
      source: [['source', name(request.source)]],
      ...rest,
    } satisfies OfEach<ExtendRequest, readonly Row[]> & OfEach<EditRequest, readonly Row[]>;
  }
  return {
    ...common,
    firstFrame: request.firstFrame ? [['first frame', name(request.firstFrame)]] : [],
    lastFrame: request.lastFrame ? [['last frame', name(request.lastFrame)]] : [],
    references: request.references.map((one): Row => ['reference', referenceText(one, name)]),
    characters: request.characters.map((one): Row => ['character', one]),
    ...rest,
  } satisfies OfEach<GenerateRequest, readonly Row[]>;
}

function referenceText(reference: Reference, name: (input: Input) => string): string {
  const { kind, input } = mediumOf(reference);
  const of = [reference.name, reference.role, kind === 'image' ? undefined : kind].filter(
    (one) => one !== undefined,
  );
  return of.length === 0 ? name(input) : `${of.join(', ')}: ${name(input)}`;
}

const promptLines = (title: string, prompt: string): string[] => [
  `  ${title}`,
  ...printable(prompt, 'many')
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`)),
];
