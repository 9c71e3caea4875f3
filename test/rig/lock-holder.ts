/** Opens the store in the folder it is given, says so, and holds it until its standard input ends. */
import { openStore } from '../../src/store/store.ts';
import { fixedRandom } from './fixed-random.ts';
import { virtualClock } from './virtual-clock.ts';

const opened = await openStore(process.argv[2] ?? '', { clock: virtualClock(), random: fixedRandom() });
console.log(opened.ok ? 'open' : opened.error.message);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
