/**
 * What running costs. `npm run build && node bench/engine.mjs`
 *
 * The engine with its real store, and the client of the Videos API, against the sandbox in a process of its own:
 *
 * 1. 1,000 jobs that take 2 s each, 50 at once, in real time: the makespan against the least that is possible,
 *    which is 40 s. The target is 1.02.
 * 2. The same with jobs that differ: 2 s and up to half more or less, and one in twenty up to four times as long. The least is then what
 *    it takes if each begins in the moment in which another has ended.
 * 3. 10,000 jobs whose time is shortened to 0.1 s: more than fits through engine and server, so this shows how
 *    many do, and whether time and memory grow with the jobs.
 *
 * And for each the processor time of both processes, requests to the server for each job, and peak memory of the engine's.
 * Clips are not decoded, since that is ffmpeg's time and not the engine's.
 */
import { concurrency, runJobs, secondsOf } from './run-jobs.mjs';

const cases = {
  equal: { jobs: 1000, speed: 1 },
  different: { jobs: 1000, speed: 1, differ: true },
  shortened: { jobs: 10_000, speed: 20 },
};
const [only] = process.argv.slice(2);

console.log(
  '       jobs          makespan s  least s   ratio  CPU ms/job  server CPU  requests/job  polls/job  peak MB',
);
for (const [named, order] of Object.entries(cases)) {
  if (only !== undefined && only !== named) continue;
  const { seconds, cpu, serverCpu, requests, polls, peak } = await runJobs(order);
  const { jobs } = order;
  const least = leastFor(Array.from({ length: jobs }, (_, n) => secondsOf(order, n)));
  const columns = [
    [jobs, 6],
    [named, 11],
    [seconds.toFixed(1), 14],
    [least.toFixed(1), 9],
    [(seconds / least).toFixed(3), 8],
    [(cpu / jobs).toFixed(2), 12],
    [(serverCpu / jobs).toFixed(2), 12],
    [(requests / jobs).toFixed(2), 14],
    [(polls / jobs).toFixed(2), 11],
    [peak.toFixed(0), 9],
  ];
  console.log(columns.map(([cell, width]) => String(cell).padStart(width)).join(''));
}
console.log('The target for the first ratio is 1.02.');

/** Seconds that these jobs take in their order, if each begins in the moment in which another has ended. */
function leastFor(times) {
  const free = new Array(concurrency).fill(0);
  for (const time of times) {
    const next = free.indexOf(Math.min(...free));
    free[next] += time;
  }
  return Math.max(...free);
}
