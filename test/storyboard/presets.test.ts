import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../src/core/package-files.ts';
import { presets } from '../../src/storyboard/presets.ts';
import { film, meaningOf } from './reading.ts';

const read = (top: string) => meaningOf(film('- id: a\n  prompt: A', `${top}\n`));

describe('a preset', () => {
  it('sets the size and the loudness, and knows the rest', async () => {
    const { format, audio, platform } = await read('format: { preset: reels }');
    expect(format).toEqual({ size: { width: 1080, height: 1920 }, exact: false, fps: 24, fit: 'pad' });
    expect(audio.loudness).toBe(-14);
    expect(platform).toMatchObject({
      ...{ name: 'reels', longest: 180, place: { line: 3 } },
      covered: { top: 0.14, bottom: 0.35, left: 0.06, right: 0.06 },
    });
  });

  it('gives way to what the storyboard says itself', async () => {
    const small = await read('format: { preset: tiktok, resolution: 720p }\naudio: { loudness: -16 LUFS }');
    expect([small.format.size, small.audio.loudness]).toEqual([{ width: 720, height: 1280 }, -16]);
    expect(small.platform?.covered).toBeDefined();
    const exact = await read('format: { preset: tiktok, size: 640x360 }');
    expect(exact.format).toMatchObject({ size: { width: 640, height: 360 }, exact: true });
    // What is covered of a film in another shape is not known.
    expect(exact.platform?.covered).toBeUndefined();
  });

  it('is what outputs are made in that do not say otherwise', async () => {
    const { outputs } = await read(
      'format: { preset: square }\noutputs: [ { name: a }, { name: b, resolution: 480p } ]',
    );
    expect(outputs.map(({ size }) => size.width)).toEqual([1080, 480]);
  });

  it('is not there unless it is asked for', async () => {
    const { platform, audio } = await read('format: { resolution: 720p }');
    expect([platform, audio.loudness]).toEqual([undefined, undefined]);
  });

  it('is a row of a table that says where its figures are from, and of the language’s page', () => {
    const { definitions } = JSON.parse(readFileSync(schemaFiles.storyboard, 'utf8'));
    expect(definitions.preset.enum).toEqual(Object.keys(presets));
    const page = readFileSync(new URL('../../docs/storyboard.md', import.meta.url), 'utf8');
    for (const [name, { aspect, loudness, longest, covered, source, date }] of Object.entries(presets)) {
      expect([source, date]).toEqual([
        expect.stringMatching(/\.$/),
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ]);
      const shares = covered && [covered.top, covered.bottom, covered.left, covered.right];
      const [top, bottom, left, right] = shares?.map((share) => `${Math.round(share * 100)} %`) ?? [];
      expect(left).toBe(right);
      const minutes =
        longest === undefined ? 'any' : longest < 7200 ? `${longest / 60} min` : `${longest / 3600} h`;
      const safe = shares ? `${top}, ${bottom}, ${left}` : '';
      const sound = loudness === undefined ? 'unchanged' : `${loudness} LUFS`;
      expect(page).toContain(
        `| \`${name}\` | ${aspect}, 1080p | ${sound} | ${minutes} |${safe ? ` ${safe} ` : ' '}|`,
      );
    }
  });
});
