/**
 * Preloaded into a command (`node --import`): kills its process, as a power cut would, at the n-th operation that changes
 * something on its disk. From the environment: KILL_AT, KILL_WHEN (`before`, `torn`: half of what is written, `after`), and
 * COUNT_IN, a file that gets the number of operations of a process that ends.
 */
import fs, { appendFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { KILL_AT = '0', KILL_WHEN = 'before', COUNT_IN } = process.env;
let count = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

function dying(work, half) {
  return async function operate(...given) {
    count += 1;
    if (count !== Number(KILL_AT)) return await work.apply(this, given);
    if (KILL_WHEN === 'torn' && half) await work.apply(this, half(given));
    if (KILL_WHEN === 'after') await work.apply(this, given);
    return die();
  };
}

const halved = (at) => (given) =>
  given.map((one, i) =>
    i === at && (typeof one === 'string' || one instanceof Uint8Array) ? one.slice(0, one.length >> 1) : one,
  );

const probe = await promises.open(new URL(import.meta.url), 'r');
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['sync', 'datasync', 'truncate']) handle[name] = dying(handle[name]);
for (const name of ['write', 'writeFile', 'appendFile']) handle[name] = dying(handle[name], halved(0));
for (const name of ['rename', 'rm', 'mkdir', 'copyFile', 'link', 'symlink', 'utimes'])
  promises[name] = dying(promises[name]);
promises.writeFile = dying(promises.writeFile, halved(1));

/** For those that are done at once, or call back. */
function dyingNow(work, half) {
  return function operate(...given) {
    count += 1;
    if (count !== Number(KILL_AT)) return work.apply(this, given);
    if (KILL_WHEN === 'torn' && half) work.apply(this, half(given));
    if (KILL_WHEN === 'after') work.apply(this, given);
    return die();
  };
}

const halfOf = ([file, bytes, from, length, at]) => [file, bytes, from, length >> 1, at];
fs.writeSync = dyingNow(fs.writeSync, halfOf);
const { fsync } = fs;
fs.fsync = dyingNow((file, done) => (done ? fsync(file, done) : fs.fsyncSync(file)));
syncBuiltinESMExports();

if (COUNT_IN !== undefined) process.on('exit', () => appendFileSync(COUNT_IN, `${count}\n`));
