import { expect, test } from 'vitest';
import { stopBeforeWriting } from './fence.ts';

test.skipIf(process.platform !== 'linux')(
  'of twenty processes that stand still too long, none sends anything',
  async () => {
    const fenced = await stopBeforeWriting(20, 6000);
    console.log(JSON.stringify(fenced));
    expect(fenced).toEqual({ created: 0, unsent: 20 });
  },
);
