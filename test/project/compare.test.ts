import { describe, expect, it } from 'vitest';
import { compareFilm, type FilmByModel } from '../../src/project/film/compare.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { comparisonText } from '../../src/report/comparison-text.ts';
import { png } from '../providers/videos-api/asking.ts';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: The lamp
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 8 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 4, sound: off }
      - { id: own, file: lamp.png, duration: 2 }
`;

async function compared(
  wanted?: readonly string[],
  { env = {}, storyboard = film }: { env?: Record<string, string>; storyboard?: string } = {},
) {
  const made = await project({ 'lamp.storyboard.yaml': storyboard, 'lamp.png': await png(1280, 720) });
  return await compareFilm(machine({ cwd: made.folder, env }), { concurrency: 4 }, wanted);
}

const rows = (found: Awaited<ReturnType<typeof compared>>): readonly FilmByModel[] =>
  found.ok ? found.value.models : [];
const names = (found: Awaited<ReturnType<typeof compared>>) =>
  rows(found).map(({ by }) => `${by?.provider} ${by?.model}`);

describe('a film compared', () => {
  it('has the price and time of each model, the cheapest first, and then what can not make it', async () => {
    const found = await compared(['runway', 'grok-imagine-video', 'xai/grok-imagine-video-1.5']);
    const brief = rows(found).map(({ by, takes, diagnostics }) => [
      by?.model,
      takes?.dollars,
      takes?.jobs,
      takes ? [] : diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])),
    ]);
    expect(brief).toEqual([
      ['veo3.1_fast', 1.6, 2, []],
      ['grok-imagine-video-1.5', 1.7, 2, []],
      ['veo3.1', 4, 2, []],
      ['seedance2', 4.32, 2, []],
      ['grok-imagine-video', undefined, undefined, ['last-frame-impossible']],
      ['gen4.5', undefined, undefined, ['last-frame-impossible']],
      ['gen4_turbo', undefined, undefined, ['first-frame-missing', 'last-frame-impossible']],
    ]);
    expect(found.ok && found.value.asWritten).toMatchObject({ ready: true, takes: { dollars: 0 } });
  });

  it('is so with the models that are ready, or if none is, with all', async () => {
    const env = { XAI_API_KEY: 'xai-0123' };
    expect(names(await compared(undefined, { env }))).toEqual([
      'xai grok-imagine-video-1.5',
      'xai grok-imagine-video',
    ]);
    const all = names(await compared());
    expect(all).toEqual(expect.arrayContaining(['runway veo3.1', 'xai grok-imagine-video', 'openai sora-2']));
    expect(all.filter((name) => name.startsWith('animatic'))).toEqual([]);
  });

  it('is told in a line for each', async () => {
    const found = await compared(['gen4.5', 'grok-imagine-video-1.5', 'sora-2']);
    const text = found.ok ? comparisonText(found.value, (_, text) => text) : '';
    const lines = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  '));
    expect(lines).toEqual([
      'The lamp',
      expect.stringMatching(/^as written {2}free {2}\d+ s {2}sound is left out$/),
      expect.stringMatching(/^xai {2}grok-imagine-video-1.5 {2}\$1.70 {2}\d min {2}not ready$/),
      '',
      "Can't make it",
      'openai  sora-2  not ready; last frames (ends)',
      'runway  gen4.5  not ready; last frames (ends)',
      '',
      '`storycut providers` says what those that are not ready lack.',
    ]);
  });

  it('is no wider than the terminal, however long the name of a model is', async () => {
    const found = await compared(['gen4.5', 'grok-imagine-video-1.5']);
    if (!found.ok) throw new Error('it compares');
    const [first] = found.value.models;
    if (!first) throw new Error('there is a first');
    const long = { ...first, by: { provider: 'p'.repeat(90), model: 'm'.repeat(900) } };
    const text = comparisonText({ ...found.value, models: [long] }, (_, text) => text, 120);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
    expect(text).toContain(`${'m'.repeat(47)}…`);
  });

  it('is not, with what nobody knows, or if it is wrong for everybody', async () => {
    expect(await compared(['grok-imagine-vide'])).toMatchObject({
      error: {
        diagnostics: [{ code: 'unknown-model', help: expect.stringContaining('grok-imagine-video') }],
      },
    });
    const wrong = await compared(['runway'], { storyboard: film.replace('prompt:', 'promt:') });
    expect(wrong).toMatchObject({ ok: false, error: { why: 'input' } });
  });
});
