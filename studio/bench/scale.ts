/**
 * What a studio of any size would ask of providers and of the ledger, in virtual time: jobs of 156 s ± 25 % (12 s of footage), with
 * the executor's own rule of polling, at accounts that take 375 submissions a minute. `npm run bench:scale`, with Node 24 or later.
 */
import { JobTimes } from '../../src/executor/job-times.ts';
import { pollIn } from '../../src/executor/poll-pace.ts';
import { fixedRandom } from '../../test/rig/fixed-random.ts';

const RATE = 375;
const MEAN = 156_000;
const POLL_EVERY = 10_000;
/** Records of a job: intent, accepted, made. */
const TRANSACTIONS = 3;

const random = fixedRandom(7);

/** Of a job, in milliseconds: log-normal. */
const duration = (): number =>
  MEAN * Math.exp(0.25 * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()));

/** Polls of a job, in a run that has learnt how long jobs take. */
function pollsOfJob(jobs: number): number {
  const times = new JobTimes(MEAN);
  let polls = 0;
  for (let n = 0; n < jobs; n++) {
    const takes = duration();
    let [at, seen] = [0, 0];
    for (let before = 0; ; before++) {
      at += pollIn(POLL_EVERY, { polls: before, since: at }, times, random);
      polls += 1;
      if (at >= takes) break;
      seen = at;
    }
    times.learn(seen, at);
  }
  return polls / jobs;
}

/** Milliseconds until all are done, and the most in flight, at one account: one is sent each 60/375 s. */
function account(jobs: number): { readonly done: number; readonly most: number } {
  const ends: number[] = [];
  for (let n = 0; n < jobs; n++) ends.push((n * 60_000) / RATE + duration());
  ends.sort((a, b) => a - b);
  let [most, over] = [0, 0];
  for (let n = 0; n < jobs; n++) {
    const now = (n * 60_000) / RATE;
    while ((ends[over] ?? Number.POSITIVE_INFINITY) <= now) over += 1;
    most = Math.max(most, n + 1 - over);
  }
  return { done: ends.at(-1) ?? 0, most };
}

const polls = pollsOfJob(20_000);
const heads = ['jobs', 'accounts', 'hours', 'in flight', 'submits/s', 'ledger tx/s', 'polls/s', 'polls/job'];
console.log(heads.map((one) => one.padStart(12)).join(''));
for (const [jobs, accounts] of [
  [50_000, 1],
  [1_000_000, 1],
  [1_000_000, 10],
  [1_000_000, 100],
] as const) {
  const { done, most } = account(Math.ceil(jobs / accounts));
  const each = (accounts * RATE) / 60;
  const row = [
    ...[jobs, accounts, (done / 3_600_000).toFixed(1), most * accounts],
    ...[each.toFixed(0), (each * TRANSACTIONS).toFixed(0), (each * polls).toFixed(0), polls.toFixed(1)],
  ];
  console.log(row.map((one) => String(one).padStart(12)).join(''));
}
