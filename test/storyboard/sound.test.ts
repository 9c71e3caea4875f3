import { describe, expect, it } from 'vitest';
import { film, meaningOf, readText } from './reading.ts';

const beside = ['own.mp4', 'song.mp3', 'hit.wav'];
const segments = '- id: a\n  prompt: A\n- id: b\n  prompt: B\n  tempo: 60';
const cues = (list: string, more = ''): string => film(segments, `${more}audio: { cues: [ ${list} ] }\n`);

describe('a segment', () => {
  it('has its own sound as it is, louder, softer, or not at all', async () => {
    const keys = [
      '',
      'volume: -6 dB, ',
      'volume: 3, ',
      'mute: true, ',
      'mute: true, volume: 3, ',
      'mute: false, ',
    ];
    const board = await meaningOf(
      film(keys.map((key, i) => `- { id: s${i}, ${key}file: own.mp4 }`).join('\n')),
      {},
      beside,
    );
    expect(board.segments.map(({ volume }) => volume)).toEqual([undefined, -6, 3, 'mute', 'mute', undefined]);
  });

  it('that is a card has no sound to change', async () => {
    const { diagnostics } = await readText(film('- { id: a, card: { text: A }, mute: true }'));
    expect(diagnostics).toMatchObject([{ code: 'misplaced-key' }]);
  });
});

describe('a cue', () => {
  it('begins with the film and is heard as it is where nothing is said', async () => {
    const { audio } = await meaningOf(cues('{ file: song.mp3 }'), {}, beside);
    expect(audio.cues).toMatchObject([
      { offset: 0, from: 0, volume: 0, duck: false, fadeIn: 0, fadeOut: 0, file: { path: 'song.mp3' } },
    ]);
    expect(audio.cues[0]).not.toHaveProperty('at');
    expect(audio.cues[0]).not.toHaveProperty('to');
  });

  it('says where in the film and in its recording it begins and ends', async () => {
    const written =
      '{ file: hit.wav, at: b, offset: -1 beat, from: 2 beats, to: "0:04", volume: -3 dB, duck: true, fade-in: 12 frames, fade-out: 1 }';
    const { audio } = await meaningOf(cues(written, 'tempo: 120\n'), {}, beside);
    // The offset goes by the tempo of its segment, all else by the film's.
    expect(audio.cues).toMatchObject([
      { at: 'b', offset: -1, from: 1, to: 4, volume: -3, duck: true, fadeIn: 0.5, fadeOut: 1 },
    ]);
  });

  it('may be as many as there are, and a film’s own clip', async () => {
    const list = Array.from({ length: 12 }, () => '{ file: own.mp4, at: a }').join(', ');
    expect((await meaningOf(cues(list), {}, beside)).audio.cues).toHaveLength(12);
  });
});
