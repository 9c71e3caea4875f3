import { type Change, changes } from './change.ts';
import { type FailureCause, failureOf } from './failure.ts';
import type { Operation } from './operation.ts';
import { type CallProblem, problemOf } from './problem.ts';

/** A failure to produce on request: for which calls, and how. */
export interface Fault {
  /** As it was written. */
  readonly name: string;
  readonly on: Operation | 'any';
  /** Only calls whose prompt, or whose video's prompt, contains these words. */
  readonly words?: string;
  /** Which of those calls, counted from 1: from `first` to `last`. */
  readonly first: number;
  readonly last: number;
  readonly act: Act;
}

/** How it fails. `after` means after the call has taken effect, and so has been charged. */
export type Act =
  | {
      readonly kind: 'answer';
      readonly problem: CallProblem;
      readonly after: boolean;
      readonly retryAfter?: string;
    }
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly after: boolean }
  /** 307, to the same address or to another origin. */
  | { readonly kind: 'redirect'; readonly away: boolean }
  /** The job fails after some time, or never ends. */
  | { readonly kind: 'fail'; readonly cause: FailureCause }
  | { readonly kind: 'stall' }
  /** The job waits long before it begins. */
  | { readonly kind: 'throttle' }
  /** What an extension makes is the new part alone. */
  | { readonly kind: 'part' }
  /** The video is forgotten, or its content has expired. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'spoil'; readonly how: Spoiling };

/** How a successful answer is damaged. */
export type Spoiling =
  | 'mute'
  | 'silence'
  | 'slow'
  | 'endless'
  | 'cut'
  | 'short'
  | 'garbage'
  | 'html'
  | 'half-json'
  | 'null'
  | 'empty'
  | Change;

const fail = (cause: FailureCause): Act => ({ kind: 'fail', cause });

const answer = (problem: CallProblem): Act => ({ kind: 'answer', problem, after: false });

const { code, message } = failureOf('moderation');

/** The named faults; see also `actOf`. */
const named: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['reset', { kind: 'reset', after: false }],
  ['reset-after', { kind: 'reset', after: true }],
  ['redirect', { kind: 'redirect', away: false }],
  ['redirect-away', { kind: 'redirect', away: true }],
  ['quota', answer({ status: 429, code: 'insufficient_quota', message: 'You exceeded your current quota.' })],
  ['refused', answer({ status: 400, param: 'prompt', code, message })],
  ['moderation', fail('moderation')],
  ['output-moderation', fail('output-moderation')],
  ['bad-input', fail('bad-input')],
  ['capacity', fail('capacity')],
  ['failed', fail('failed')],
  ['cancelled', fail('cancelled')],
  ['stuck', { kind: 'stall' }],
  ['throttled', { kind: 'throttle' }],
  ['new-part', { kind: 'part' }],
  [
    'error-200',
    answer({
      status: 200,
      code: 'upstream_error',
      message: 'The sandbox was told to answer an error with 200.',
    }),
  ],
  [
    'no-channel',
    answer({ status: 503, code: 'model_not_found', message: 'No available channel for this model.' }),
  ],
  ['lost', { kind: 'forget' }],
  ['expired', { kind: 'expire' }],
  ...(
    [
      ...['mute', 'silence', 'slow', 'endless', 'cut', 'short', 'garbage', 'html', 'half-json', 'null'],
      ...['empty', ...changes],
    ] as readonly Spoiling[]
  ).map((how): [string, Act] => [how, { kind: 'spoil', how }]),
]);

export const faultNames: readonly string[] = [...named.keys()];

const longAgo = 'Wed, 21 Oct 2015 07:28:00 GMT';

/** `503`, `503-after`, `429:30` (seconds in Retry-After), `429:past` (a date in it), or a fault's name. */
export function actOf(word: string): Act | undefined {
  const [, status, wait, after] = /^([45]\d\d)(?::(\d+|past))?(-after)?$/.exec(word) ?? [];
  if (status === undefined) return named.get(word);
  const retryAfter = wait === 'past' ? longAgo : (wait ?? (status === '429' ? '1' : undefined));
  return {
    kind: 'answer',
    problem: problemOf(Number(status)),
    after: after !== undefined,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** Assigns faults to calls. Each fault counts its matching calls by itself; the first one that is due is applied. */
export function faultDealer(faults: readonly Fault[]) {
  const counts = faults.map(() => 0);
  return (operation: Operation, prompt: string): Fault | undefined => {
    let due: Fault | undefined;
    for (const [i, fault] of faults.entries()) {
      if (fault.on !== 'any' && fault.on !== operation) continue;
      if (fault.words !== undefined && !prompt.includes(fault.words)) continue;
      const count = (counts[i] ?? 0) + 1;
      counts[i] = count;
      if (count >= fault.first && count <= fault.last) due ??= fault;
    }
    return due;
  };
}
