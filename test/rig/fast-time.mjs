/**
 * Preloaded into a command (`node --import`): its time passes FAST times as fast as ours, counted from FAST_SINCE (milliseconds
 * since 1970), in every process that is started so. A minute of waiting for a server takes a few seconds of a test.
 */
import { syncBuiltinESMExports } from 'node:module';
import promises from 'node:timers/promises';

const speed = Number(process.env.FAST ?? 1);
const since = Number(process.env.FAST_SINCE ?? Date.now());

const RealDate = Date;
const now = () => since + Math.round((RealDate.now() - since) * speed);
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }

  static now() {
    return now();
  }
};

const steady = performance.now.bind(performance);
performance.now = () => steady() * speed;

const { setTimeout, setInterval } = globalThis;
globalThis.setTimeout = (work, ms = 0, ...given) => setTimeout(work, ms / speed, ...given);
globalThis.setInterval = (work, ms = 0, ...given) => setInterval(work, ms / speed, ...given);
const sleep = promises.setTimeout;
promises.setTimeout = (ms = 0, ...given) => sleep(ms / speed, ...given);
syncBuiltinESMExports();
