import type { Diagnostic } from '../core/diagnostic.ts';
import { unreachable } from '../core/result.ts';
import { type Sentence, say } from '../core/sentence.ts';
import type { Gone } from '../providers/provider.ts';
import { isSafe } from './admission.ts';
import { again, problem } from './diagnose.ts';
import { type Accepted, type Ending, failed, type Refused } from './ending.ts';
import { pause } from './pause.ts';
import { relocatedSince, whereabouts } from './relocated.ts';
import { backOff } from './retry.ts';
import type { Making } from './run.ts';
import { settleGone } from './settle.ts';

/** How often in a row a provider must deny a paid job, and over how many milliseconds, before it is believed. */
const whenDenied = { denials: 6, over: 600_000 };
/** The same for one that says why. */
const whenFinal = { denials: 3, over: 0 };
/** Denials after which a replica that lags has caught up: from then on, questions are `apart`. Milliseconds. */
const patience = { quick: 3, apart: 60_000 };
/** What a longer silence between two denials counts for: a machine that slept, or a clock that was set, heard nothing. */
const mostBetween = 120_000;

/** It was denied under this id often enough to be believed. */
export interface Denied {
  readonly kind: 'denied';
  readonly reason: string;
}

/** What a provider denies, in a row. */
export class Denials {
  readonly #what: 'poll' | 'download';
  #count = 0;
  #last = 0;
  /** Milliseconds over which it was heard. */
  #over = 0;

  constructor(what: 'poll' | 'download') {
    this.#what = what;
  }

  /** The job was seen. */
  reset(): void {
    this.#count = 0;
    this.#over = 0;
  }

  /** Undefined where it is to be asked again, after a wait. */
  async hear(gone: Gone, making: Making, attempt: Accepted): Promise<Refused | Ending | Denied | undefined> {
    const { provider, job, run } = making;
    const what = this.#what === 'poll' ? 'the provider has no such job' : 'the provider no longer offers it';
    const reason = `${what}${answerOf(gone).text}`;
    if (isSafe(provider)) return settleGone(making, attempt, reason);
    const elsewhere = movedFrom(making, attempt);
    if (elsewhere !== undefined) return failed(elsewhere);
    const now = run.engine.clock.now();
    if (this.#count > 0) this.#over += Math.min(Math.max(0, now - this.#last), mostBetween);
    this.#last = now;
    this.#count += 1;
    const isFinal = gone.final || isOver(gone, now - attempt.since);
    const { denials, over } = isFinal ? whenFinal : whenDenied;
    if (this.#count >= denials && this.#over >= over) return { kind: 'denied', reason };
    const isQuick = isFinal || this.#count <= patience.quick;
    const wait = backOff(this.#count, isQuick ? {} : { retryAfter: patience.apart }, run.engine.random);
    const denied = problem(
      job,
      'footage-denied',
      say`${{ provider: provider.data.name }} says that it has no ${{ missing: this.#what === 'poll' ? 'job' : 'footage' }} ${{ remote: attempt.remote }}, which it accepted${answerOf(gone)}; asking again before believing it.`,
    );
    await pause(making, { what: this.#what, count: this.#count }, wait, denied);
    return undefined;
  }
}

const answerOf = ({ said }: Gone): Sentence =>
  said === undefined ? say`` : say` (it answered ${{ cause: said.replace(/\.$/, '') }})`;

/** Times are told in whole seconds. Milliseconds. */
const rounding = 1000;

/** Whether a job that was accepted so long ago is older than its provider keeps any. Both are durations, so clocks that differ don't matter. */
const isOver = ({ lifetime = Number.POSITIVE_INFINITY }: Gone, age: number): boolean =>
  age > lifetime + rounding;

/** An id means nothing at another address, and little to another account. */
function movedFrom(making: Making, { intent, remote }: Accepted): Diagnostic | undefined {
  const { job, provider, run } = making;
  const moved = relocatedSince(intent, whereabouts(making));
  if (moved === undefined) return undefined;
  const accepted = say`${{ job: job.id }} was accepted as ${{ remote }}`;
  const about = { provider: provider.data.name };
  const gone = say`. If its footage is gone, \`storycut resolve ${job.segment} --pay-again --force\` gives it up.`;
  switch (moved.kind) {
    case 'address':
      return problem(
        job,
        'job-elsewhere',
        say`${accepted} at ${{ accepted: moved.was }}, but ${about} is now at ${{ address: moved.is }}, which does not have it.`,
        say`Run ${again(run)} with the address that accepted it${gone}`,
      );
    case 'account':
      return problem(
        job,
        'job-elsewhere',
        say`${accepted} with another key than ${about} has now, and is not known with this one.`,
        say`Run ${again(run)} with the key that it was accepted with${gone}`,
      );
    default:
      return unreachable(moved);
  }
}
