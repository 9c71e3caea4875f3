import { expect, test } from 'vitest';
import { guardedBits, plainBits } from '../../../src/media/avc/write-bits.ts';
import { fixedRandom } from '../../rig/fixed-random.ts';

/** H.264, 7.4.1: where two zeros are followed by 0 to 3, a 3 comes between. */
function guarded(plain: Uint8Array): readonly number[] {
  const unit: number[] = [];
  let zeros = 0;
  for (const byte of plain) {
    if (zeros === 2 && byte <= 3) {
      unit.push(3);
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    unit.push(byte);
  }
  return unit;
}

test('bytes are guarded against false start codes, and are the same without the guards', () => {
  const random = fixedRandom(7);
  for (let round = 0; round < 2000; round++) {
    const length = Math.floor(random.next() * 40);
    const whole = Uint8Array.from({ length: length + 3 }, () => Math.floor(random.next() * 6) % 5);
    // A part of a larger buffer, as units are.
    const plain = whole.subarray(3);
    const unit = guardedBits(plain);
    expect([...unit]).toEqual(guarded(plain));
    expect([...plainBits(unit)]).toEqual([...plain]);
  }
});
