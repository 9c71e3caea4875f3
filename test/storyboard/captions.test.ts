import { describe, expect, it } from 'vitest';
import { film, meaningOf, readText } from './reading.ts';

const said = async (segments: string, top = ''): Promise<readonly string[]> =>
  (await readText(film(segments, top))).diagnostics.map(
    ({ severity, code, place }) => `${severity} ${code} in line ${place?.line}`,
  );

describe('captions', () => {
  it('are missed where nothing says where they are to be seen', async () => {
    const captioned = '- id: a\n  prompt: A\n- id: b\n  prompt: B\n  caption: Night';
    expect(await said(captioned)).toEqual(['warning captions-nowhere in line 10']);
    for (const captions of ['{ burn: true }', '{ sidecar: [vtt] }', '{ burn: false }']) {
      expect(await said(captioned, `captions: ${captions}\n`)).toEqual([]);
    }
  });

  it('that say nothing are none', async () => {
    const silent = '- { id: a, prompt: A, caption: "" }\n- { id: b, prompt: B, caption: " ${none} " }';
    expect(await said(silent, 'vars: { none: "" }\n')).toEqual([]);
    const { segments } = await meaningOf(film(silent, 'vars: { none: "" }\n'));
    expect(segments.map(({ words }) => words)).toEqual([undefined, undefined]);
  });
});

it('scenes may be called by a variable, and have no title where it is empty', async () => {
  const titled = (day: string) =>
    meaningOf(film('- { id: a, prompt: A }', `vars: { day: "${day}" }\n`, '    title: ${day}\n'));
  expect((await titled('Day one')).scenes).toEqual([{ id: 'scene', title: 'Day one', segments: ['a'] }]);
  expect((await titled(' ')).scenes).toEqual([{ id: 'scene', segments: ['a'] }]);
});
