import { describe, expect, it } from 'vitest';
import { caption } from '../rig/words.ts';
import { film, meaningOf, readText } from './reading.ts';

const burnt = 'tempo: 120\ncaptions: { burn: true }\n';
const wordsOf = async (segment: string, top = burnt) =>
  (await meaningOf(film(`- { id: a, prompt: A, duration: 4, ${segment} }`, top))).segments[0]?.words;
const said = async (
  segment: string,
  top = burnt,
  source = 'prompt: A, duration: 4',
): Promise<readonly string[]> =>
  (await readText(film(`- { id: a, ${source}, ${segment} }`, top))).diagnostics.map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );

describe('captions and titles', () => {
  it('have times, a place and a look; what is not said is as usual', async () => {
    expect(
      await wordsOf(`caption: Night, captions: [
        { text: One more night., from: 2 beats, to: "0:02.5", position: top, style: { color: "#FFE9A8" } } ],
        titles: [ { text: The Last Keeper } ]`),
    ).toEqual([
      caption('Night'),
      caption('One more night.', {
        ...{ from: 1, to: 2.5, position: 'top' },
        style: { size: 'medium', color: '#ffe9a8', face: 'sans' },
      }),
      caption('The Last Keeper', {
        ...{ kind: 'title', position: 'middle' },
        style: { size: 'large', color: '#ffffff', face: 'serif' },
      }),
    ]);
  });

  it('take place and look of captions from the film, where they say nothing else; titles do not', async () => {
    const top = 'captions: { burn: true, position: top, style: { size: small, background: "#101014" } }\n';
    const words = await wordsOf(
      'captions: [ { text: A, to: 1 }, { text: B, from: 1, style: { size: large } } ], titles: [ { text: C } ]',
      top,
    );
    expect(words?.map(({ position, style }) => [position, style.size, style.background])).toEqual([
      ['top', 'small', '#101014'],
      ['top', 'large', '#101014'],
      ['middle', 'large', undefined],
    ]);
  });

  it('may hold variables, and say nothing where those are empty', async () => {
    const top = 'vars: { who: Ada, none: "" }\ncaptions: { burn: true }\n';
    const words = await wordsOf('captions: [ { text: "${none}" }, { text: "${who}, $${who}" } ]', top);
    expect(words).toEqual([caption('Ada, ${who}')]);
  });

  it('that could never be seen are refused, or noted where only their time is beyond the segment', async () => {
    expect(await said('captions: [ { text: A, from: 2, to: 1 } ]')).toEqual([
      'error words-never-shown: This text disappears at 1 s, but appears at 2 s.',
    ]);
    expect(
      await said('captions: [ { text: A, from: 1 }, { text: B, from: 3, to: 6, position: top } ]'),
    ).toEqual(['warning words-beyond-segment: This text stays until 6 s, but `a` is only 4 s long.']);
    expect(await said('titles: [ { text: A, from: 4.5 } ]')).toEqual([
      'warning words-beyond-segment: This text appears at 4.5 s, but `a` is only 4 s long: it is never shown.',
    ]);
    expect(await said('trim: { from: 1, to: 3 }, captions: [ { text: A, to: 3 } ]')).toEqual([
      'warning words-beyond-segment: This text stays until 3 s, but `a` is only 2 s long.',
    ]);
  });

  it('may not stand on one another, and may follow one another or stand apart', async () => {
    const twice = 'captions: [ { text: One, to: 2 }, { text: Two, from: 1 } ]';
    expect(await said(twice)).toEqual([
      'error words-collide: This caption would overlap the caption "One": both are at the bottom at the same time.',
    ]);
    expect(await said('captions: [ { text: One, to: 2 }, { text: Two, from: 2 } ]')).toEqual([]);
    expect(await said('captions: [ { text: One }, { text: Two, position: top } ]')).toEqual([]);
    expect(await said('caption: One, titles: [ { text: Two, position: bottom } ]')).toEqual([
      'error words-collide: This title would overlap the caption "One": both are at the bottom at the same time.',
    ]);
    const beside = 'captions: { sidecar: [vtt] }\n';
    expect(await said('caption: One, titles: [ { text: Two, position: bottom } ]', beside)).toEqual([]);
  });

  it('may not stand on the text of a card', async () => {
    const onCard = (card: string, words: string, top = burnt) => said(words, top, `card: ${card}`);
    expect(await onCard('{ text: Fin }', 'titles: [ { text: A } ]')).toEqual([
      'error words-collide: This title would overlap the card\'s own text "Fin": both are in the middle.',
    ]);
    expect(await onCard('{ text: Fin }', 'captions: [ { text: A, position: middle } ]')).toHaveLength(1);
    const beside = 'captions: { sidecar: [vtt] }\n';
    expect(await onCard('{ text: Fin }', 'captions: [ { text: A, position: middle } ]', beside)).toEqual([]);
    expect(await onCard('{ text: Fin }', 'caption: A, titles: [ { text: B, position: top } ]')).toEqual([]);
    expect(await onCard('{ text: " " }', 'titles: [ { text: A } ]')).toEqual([]);
  });

  it('are missed only where captions go nowhere: titles are always in the picture', async () => {
    expect(await said('titles: [ { text: A } ]', '')).toEqual([]);
    expect(await said('captions: [ { text: A } ]', 'captions: { position: top }\n')).toEqual([
      'warning captions-nowhere: There are captions, but nothing says where to show them.',
    ]);
  });

  it('in a wrong form are told so in their place', async () => {
    for (const wrong of [
      'captions: [ { from: 1 } ]',
      'captions: [ { text: A, position: left } ]',
      'titles: [ { text: A, style: { color: red } } ]',
      'titles: [ { text: A, style: { size: 12 } } ]',
      'titles: { text: A }',
      'captions: [ { text: A, from: -1 } ]',
    ]) {
      const { diagnostics } = await readText(film(`- { id: a, prompt: A, ${wrong} }`, burnt));
      expect(
        diagnostics.filter(({ severity }) => severity === 'error'),
        wrong,
      ).toHaveLength(1);
    }
  });
});
