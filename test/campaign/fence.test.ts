import { expect, test } from 'vitest';
import { stopBeforeWriting } from './fence.ts';

// It asks the kernel whether a process is stopped.
test.skipIf(process.platform !== 'linux')(
  'a process that stands still before it writes a submission sends nothing, once that is too late',
  async () => {
    expect(await stopBeforeWriting(2, 4000)).toEqual({ created: 0, unsent: 2 });
    expect(await stopBeforeWriting(1, 200)).toEqual({ created: 1, unsent: 0 });
  },
);
