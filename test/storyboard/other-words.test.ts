import { describe, expect, it } from 'vitest';
import { film, folderWith, readText } from './reading.ts';

const beside = ['photo.png', 'voice.wav', 'assets/clip.mp4', 'a/b/deep.mp4'];

async function told(text: string) {
  const { storyboard, diagnostics } = await readText(text, {}, beside);
  return {
    fine: storyboard !== undefined,
    told: diagnostics.map(({ message, help }) => ({ message, help })),
  };
}

const prompt = (line: string): string =>
  film(`- id: a\n  prompt: A door\n  duration: 8\n  ${line}\n- id: b\n  prompt: A gate`);
const still = (line: string): string => film(`- id: a\n  file: photo.png\n  fit: crop\n  ${line}`);
const atTop = (line: string): string => film('- id: a\n  prompt: A door\n  duration: 8', `${line}\n`);
const cue = (keys: string): string => atTop(`audio: { cues: [ { file: voice.wav, ${keys} } ] }`);

/** What people write, the line that they are told to write, and the storyboard around it. */
const written: readonly (readonly [wrong: string, right: string, around: (line: string) => string])[] = [
  ['trim: { to: 00:00:02:12 }', 'to: 60 frames', prompt],
  ['trim: { to: 500ms }', 'to: 0.5', prompt],
  ['trim: { to: 0m5s }', 'to: 5', prompt],
  ['trim: { to: 0:05.5s }', 'to: 0:05.5', prompt],
  ['trim: { to: 0.1 min }', 'to: 6', prompt],
  ['trim: { to: 36f }', 'to: 36 frames', prompt],
  ['volume: 200%', 'volume: 6 dB', prompt],
  ['volume: 50%', 'volume: -6 dB', prompt],
  ['volume: 0.5x', 'volume: -6 dB', prompt],
  ['speed: 200%', 'speed: 2', prompt],
  ['tempo: 130 bpm', 'tempo: 130', atTop],
  ['transition: 12f', 'transition: 12 frames', prompt],
  ['transition: dissolve 12f', 'transition: { type: dissolve, duration: 12 frames }', prompt],
  ['titles: [ { text: x, position: lower-third } ]', 'position: bottom', prompt],
  ['format: { resolution: 360p }', 'size: 640x360', atTop],
  ['format: { resolution: 1920x1080 }', 'size: 1920x1080', atTop],
  ['format: { size: 1080p }', 'resolution: 1080p', atTop],
  ['format: { fps: 24p }', 'fps: 24', atTop],
  ['move: zoom-in', 'move: push-in', still],
  ['move: zoom-out', 'move: pull-out', still],
  ['move: static', 'move: none', still],
  ['at: 3', 'offset: 3', cue],
  ['at: "0:03"', 'offset: 0:03', cue],
];

describe('a value as other programs have it', () => {
  it.each(written)('%s is answered with %s, which is taken', async (wrong, right, around) => {
    const before = await told(around(wrong));
    expect(before.fine).toBe(false);
    expect(before.told).toHaveLength(1);
    expect(before.told[0]?.help).toContain(`Write \`${right}\``);
    const key = right.slice(0, right.indexOf(':'));
    const own = new RegExp(
      `${key === 'size' ? 'resolution' : key === 'resolution' ? 'size' : key === 'offset' ? 'at' : key}: [^,}]*[^,} ]`,
    );
    const after = await told(around(wrong.replace(own, () => right)));
    expect(after).toEqual({ fine: true, told: [] });
  });

  it('counts the frames of a timecode by the film, and only those that there are', async () => {
    const at = (fps: number, code: string) => told(atTop(`format: { fps: ${fps} }\nduration: ${code}`));
    expect((await at(30, '00:00:02:12')).told[0]?.help).toBe('Write `duration: 72 frames`.');
    expect((await at(24, '00:00:02:24')).told[0]?.help).not.toContain('frames`.');
  });

  it('is left alone where it may mean several things', async () => {
    for (const [line, around] of [
      ['duration: 4 bars', atTop],
      ['volume: loud', prompt],
      ['move: pan', still],
    ] as const)
      expect((await told(around(line))).told[0]?.help).not.toMatch(/^Write `\w+: [^`]*`\.$/);
  });
});

describe('a key by another name', () => {
  it.each([
    ['start: 2', 'offset'],
    ['begin: 2', 'offset'],
    ['delay: 2', 'offset'],
    ['time: 2', 'offset'],
    ['in: 2', 'from'],
    ['end: 4', 'to'],
    ['length: 4', 'to'],
    ['gain: -6', 'volume'],
    ['level: -6', 'volume'],
    ['ducking: true', 'duck'],
    ['shot: a', 'at'],
  ])('in a cue: %s is `%s`', async (wrong, right) => {
    const { told: problems } = await told(cue(wrong));
    expect(problems.map(({ help }) => help)).toEqual([`Did you mean \`${right}\`?`]);
    expect((await told(cue(wrong.replace(/^\w+/, right)))).fine).toBe(true);
  });

  it.each([
    ['bpm: 130', 'tempo', atTop],
    ['trim: { offset: 1 }', 'from', prompt],
    ['captions: [ { text: x, delay: 1 } ]', 'from', prompt],
    ['captions: [ { text: x, align: top } ]', 'position', prompt],
    ['outputs: [ { name: x, as: poster, time: 1 } ]', 'at', atTop],
    ['audio: { narration: [ { file: voice.wav, at: a, start: 1 } ] }', 'offset', atTop],
  ] as const)('%s is `%s`', async (line, right, around) => {
    expect((await told(around(line))).told.map(({ help }) => help)).toEqual([`Did you mean \`${right}\`?`]);
  });
});

describe('an item of a list', () => {
  it.each([
    ['references: [ photo.png ]', '{ image: photo.png }'],
    ['references:\n    - photo.png', '- { image: photo.png }'],
  ])('%j is told to be written as its author writes lists', async (line, right) => {
    expect((await told(prompt(line))).told.map(({ help }) => help)).toEqual([`Write \`${right}\`.`]);
    const mended = line.replace(/(- )?photo\.png/, right);
    expect((await told(prompt(mended))).fine).toBe(true);
  });
});

describe('an id in another language', () => {
  it.each([
    ['tür', 'tur'],
    ['Straße', 'strasse'],
    ["Fin de l'été", 'fin-de-l-ete'],
    ['Łódź', 'lodz'],
  ])('%s keeps its letters as %s', async (id, plain) => {
    const { told: problems } = await told(film(`- id: ${id}\n  prompt: A door`));
    expect(problems.map(({ help }) => help)).toEqual([`Write \`id: ${plain}\`.`]);
  });
});

describe('a wrong move', () => {
  it('brings no warning of bars, which it may have filled', async () => {
    const photo = (line: string): string =>
      film(`- id: a\n  file: photo.png\n  ${line}`, 'format: { aspect: "9:16" }\n');
    for (const line of ['move: zoom-in', 'motion: push-in', 'fit: blurred'])
      expect((await told(photo(line))).told).toHaveLength(1);
    expect((await told(photo('move: none'))).told[0]?.message).toContain('bars');
  });
});

describe('mistakes in the sound', () => {
  it('are told together: a wrong key hides no reference to nothing', async () => {
    const { told: problems } = await told(
      atTop(
        'audio: { cues: [ { file: voice.wav, strat: 1, at: nowhere } ], narration: [ { file: voice.wav, at: [x] }, { file: gone.wav, at: nothing } ] }',
      ),
    );
    expect(problems.map(({ message }) => message).join('\n')).toMatch(/nowhere/);
    expect(problems.map(({ message }) => message).join('\n')).toMatch(/nothing/);
    expect(problems).toHaveLength(5);
  });
});

describe('a file that lies elsewhere in the folder', () => {
  it('is found by its name', async () => {
    for (const [name, found] of [
      ['clip.mp4', 'assets/clip.mp4'],
      ['Clip.MP4', 'assets/clip.mp4'],
      ['assets/deep.mp4', 'a/b/deep.mp4'],
    ])
      expect((await told(film(`- id: a\n  file: ${name}`))).told[0]?.help).toBe(`Did you mean "${found}"?`);
  });

  it('is not looked for outside it', async () => {
    await folderWith({ 'elsewhere.mp4': '' });
    expect((await told(film('- id: a\n  file: elsewhere.mp4'))).told[0]?.help).toContain('relative');
  });
});

describe('caption files without captions', () => {
  it('are not written, and that is told', async () => {
    const { storyboard, diagnostics } = await readText(atTop('captions: { sidecar: [srt] }'));
    expect(storyboard?.captions.sidecar).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['captions-none']);
    const said = await readText(
      prompt('caption: Hello').replace('scenes:', 'captions: { sidecar: [srt] }\nscenes:'),
    );
    expect(said.storyboard?.captions.sidecar).toEqual(['srt']);
  });
});
