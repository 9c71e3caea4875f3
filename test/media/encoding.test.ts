import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactRate, rateText } from '../../src/core/rates.ts';
import { mp4, picture } from '../../src/media/encoding.ts';
import { readFootage } from '../../src/media/read-footage.ts';
import { type Samples, samples } from '../rig/samples.ts';

describe('the one way to encode', () => {
  let here: Samples;
  beforeAll(async () => {
    here = await samples();
  });
  afterAll(() => here.remove());

  const encode = (source: string, name: string, extra: readonly string[] = []) =>
    here.ffmpeg('-f', 'lavfi', '-i', source, ...picture(24), ...extra, ...mp4(24), name);

  test('gives the same headers to any content and quality', async () => {
    await encode('testsrc=s=320x180:r=24:d=1', 'bars.mp4');
    await encode('color=c=navy:s=320x180:r=24:d=2', 'plain.mp4', [
      '-crf',
      '28',
      '-subq',
      '0',
      '-aq-mode',
      '0',
    ]);
    const [bars, plain] = await Promise.all(
      ['bars.mp4', 'plain.mp4'].map((name) => readFootage(here.path(name))),
    );
    expect(bars?.avc?.avcC).toBeDefined();
    expect(plain?.avc?.avcC).toEqual(bars?.avc?.avcC);
  });

  test('shows the first frame at 0 and every frame for as long, in its own time base', async () => {
    for (const fps of [24, 29.97]) {
      const input = `testsrc=s=160x96:r=${rateText(fps)}:d=1.2`;
      await here.ffmpeg('-f', 'lavfi', '-i', input, ...picture(fps), ...mp4(fps), 'even.mp4');
      const times = (await readFootage(here.path('even.mp4')))?.avc?.times ?? [];
      const { num, den } = exactRate(fps);
      expect([...times]).toEqual(Array.from(times, (_, i) => (i * den) / num));
    }
  });
});
