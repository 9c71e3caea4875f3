import { test } from 'vitest';
import { holdFullDisks, noSmallDisk } from './full-disk.ts';

const why = noSmallDisk();
if (why !== undefined) console.log(`No small disks are tried: ${why}.`);

test.skipIf(why !== undefined)(
  'on a disk of any size, a film is paid for once, and goes on with room',
  async () => {
    const step = Number(process.env.STEP ?? 64);
    const sizes = Array.from({ length: Math.ceil(4000 / step) }, (_, n) => 8 + n * step);
    console.log(await holdFullDisks(sizes));
  },
);
