import { copyFile, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/core/canonical.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import { makePreview, type Preview } from '../../../src/stitch/previews/preview.ts';
import { counting, cuttingRoom, ffmpegOf, filmOf, numbers, probed, type TestRoom } from '../room.ts';

const size = { width: 160, height: 96 };
let room: TestRoom;
let film: Film;
let file: string;

beforeEach(async () => {
  room = await cuttingRoom();
  const footage = await room.clip({ frames: 48, tone: 300 });
  film = filmOf([
    { segment: 'climb', footage, frames: 48 },
    { segment: 'door', footage, frames: 24, sourceStart: 10 },
  ]);
  file = (await room.cut(film)).file;
  room.events.length = 0;
});
afterEach(() => room.remove());

async function make(preview: Preview, name: string): Promise<string> {
  const output = join(room.folder, name);
  const made = await makePreview(preview, { film, file }, room.room, output);
  if (!made.ok) throw new Error(made.error.map(({ message }) => message).join('\n'));
  return output;
}

describe('a poster', () => {
  test.each([0, 1, 23, 24, 47, 48, 71])('shows exactly frame %i', async (frame) => {
    const poster = await make({ as: 'poster', size, frame }, 'poster.png');
    const all = [...counting(0, 48), ...counting(10, 24)];
    expect(await numbers(room, poster)).toEqual([all[frame]]);
  });

  test('has the size that is asked for', async () => {
    const small = { width: 80, height: 48 };
    const poster = await make({ as: 'poster', size: small, frame: 12 }, 'poster.png');
    expect(await numbers(room, poster, small)).toEqual([12]);
  });
});

describe('a moving preview', () => {
  test('as GIF has the frames of its rate', async () => {
    const gif = await make({ as: 'gif', size, fps: 12 }, 'film.gif');
    const shown = await numbers(room, gif);
    expect(shown).toHaveLength(36);
    expect(shown.slice(0, 24)).toEqual(counting(0, 24).map((i) => 2 * i));
    expect(await readdir(join(room.folder, 'work'))).toEqual([]);
  });

  test('as WebM has all frames, and the sound', async () => {
    const webm = await make({ as: 'webm', size, fps: 24 }, 'film.webm');
    expect(await numbers(room, webm)).toEqual([...counting(0, 48), ...counting(10, 24)]);
    const { streams, format } = await probed(room, webm);
    expect(streams.map(({ codec_type }) => codec_type)).toEqual(['video', 'audio']);
    expect(Number(format.duration)).toBeCloseTo(3, 1);
  });

  test('as WebM has no sound where the film has none', async () => {
    const silent = { ...film, sound: { keep: false } };
    const cut = await room.cut(silent, { output: join(room.folder, 'silent.mp4') });
    const output = join(room.folder, 'silent.webm');
    const finished = { film: silent, file: cut.file };
    const made = await makePreview({ as: 'webm', size, fps: 12 }, finished, room.room, output);
    expect(made.ok).toBe(true);
    expect((await probed(room, output)).streams.map(({ codec_type }) => codec_type)).toEqual(['video']);
  });
});

describe('a contact sheet', () => {
  test('shows the middle of where each segment is seen alone', async () => {
    const page = { width: 640, height: 384 };
    const [climb, door] = film.timeline.entries;
    if (!climb || !door) throw new Error('a film of two segments');
    film = filmOf([
      { ...climb, start: 0, transition: { type: 'dissolve', duration: 0.5 }, overlap: 12 },
      { ...door, start: 36 },
    ]);
    await room.cut(film);
    const sheet = await make({ as: 'contact-sheet', size: page }, 'sheet.png');
    const { layOutContacts } = await import('../../../src/stitch/previews/contact-layout.ts');
    for (const [i, { picture }] of layOutContacts(2, page).cells.entries()) {
      const cell = join(room.folder, `cell-${i}.png`);
      const { x, y, width, height } = picture;
      await room.ffmpeg('-i', sheet, '-vf', `crop=${width}:${height}:${x}:${y},scale=160:96`, cell);
      expect(await numbers(room, cell)).toEqual([[18, 10 + 18][i]]);
    }
  });
});

describe('made again', () => {
  const previews: readonly (readonly [string, Preview])[] = [
    ['film.gif', { as: 'gif', size, fps: 6 }],
    ['film.webm', { as: 'webm', size, fps: 24 }],
    ['poster.png', { as: 'poster', size, frame: 5 }],
    ['sheet.png', { as: 'contact-sheet', size }],
  ];

  test.each(previews)('%s is left alone, unless somebody touched it', async (name, preview) => {
    const output = await make(preview, name);
    const { ino } = await stat(output);
    const bytes = sha256(await readFile(output));
    await make(preview, name);
    expect((await stat(output)).ino).toBe(ino);
    await writeFile(output, 'something else');
    await make(preview, name);
    expect(sha256(await readFile(output))).toBe(bytes);
  });

  test('a preview follows its film', async () => {
    const preview: Preview = { as: 'poster', size, frame: 60 };
    const poster = await make(preview, 'poster.png');
    expect(await numbers(room, poster)).toEqual([22]);
    const footage = await room.clip({ frames: 24, from: 500 });
    film = filmOf([...film.timeline.entries.slice(0, 1), { segment: 'lamp', footage, frames: 24 }]);
    await room.cut(film);
    await make(preview, 'poster.png');
    expect(await numbers(room, poster)).toEqual([512]);
  });

  test('a renamed segment changes the contact sheet and nothing else', async () => {
    const sheet = sha256(await readFile(await make({ as: 'contact-sheet', size }, 'sheet.png')));
    const gif = (await stat(await make({ as: 'gif', size, fps: 6 }, 'film.gif'))).ino;
    film = filmOf(film.timeline.entries.map((entry) => ({ ...entry, segment: `${entry.segment}-two` })));
    expect(sha256(await readFile(await make({ as: 'contact-sheet', size }, 'sheet.png')))).not.toBe(sheet);
    expect((await stat(await make({ as: 'gif', size, fps: 6 }, 'film.gif'))).ino).toBe(gif);
  });
});

describe('what goes wrong', () => {
  test('an interrupt leaves what was there', async () => {
    await writeFile(join(room.folder, 'film.webm'), 'the old one');
    const stop = new AbortController();
    stop.abort();
    const made = makePreview(
      ...([
        { as: 'webm', size, fps: 24 },
        { film, file },
      ] as const),
      ...([{ ...room.room, signal: stop.signal }, join(room.folder, 'film.webm')] as const),
    );
    expect(await made).toMatchObject({ ok: false, error: [{ code: 'cut-interrupted' }] });
    expect(await readFile(join(room.folder, 'film.webm'), 'utf8')).toBe('the old one');
    expect((await readdir(room.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a folder that cannot be made is a diagnostic', async () => {
    const output = join(file, 'poster.png');
    const poster = { as: 'poster', size, frame: 1 } as const;
    expect(await makePreview(poster, { film, file }, room.room, output)).toMatchObject({
      ok: false,
      error: [{ code: 'cut-failed' }],
    });
  });

  test('a link that lies where the draft goes leads nowhere', async () => {
    const output = join(room.folder, 'poster.png');
    const precious = join(room.folder, 'precious');
    await writeFile(precious, 'mine');
    await symlink(precious, join(room.folder, `.${sha256(output).slice(0, 16)}.part`));
    await make({ as: 'poster', size, frame: 7 }, 'poster.png');
    expect(await readFile(precious, 'utf8')).toBe('mine');
    expect(await numbers(room, output)).toEqual([7]);
  });

  test('a folder may be called anything', async () => {
    const odd = join('%03d "[0:v]"\\:,\'=é', 'poster.png');
    const plain = join(room.folder, 'plain.png');
    await copyFile(await make({ as: 'poster', size, frame: 3 }, odd), plain);
    expect(await numbers(room, plain)).toEqual([3]);
  });
});

/** A green of BT.601 in a film that is a copy of its footage, as each preview shows it. */
test.each([
  ['poster.png', { as: 'poster', size, frame: 5 }],
  ['film.gif', { as: 'gif', size, fps: 6 }],
  ['film.webm', { as: 'webm', size, fps: 24 }],
] as const)('the colours of %s are those of the film', async (name, preview) => {
  const green = 'color=0x28B428:s=160x96:r=24:d=0.5,format=rgb24,scale=out_color_matrix=bt601:out_range=tv';
  const said = ['-colorspace', 'smpte170m', '-color_primaries', 'smpte170m', '-color_trc', 'smpte170m'];
  const made = join(room.folder, 'green.mp4');
  await room.ffmpeg('-f', 'lavfi', '-i', green, '-pix_fmt', 'yuv420p', ...said, made);
  film = filmOf([{ footage: await room.adopt(made), frames: 12 }]);
  const cut = await room.cut(film);
  expect(cut).toMatchObject({ copied: 1, encoded: 0 });
  const output = await make(preview, name);
  const convert = ['-vf', 'scale=1:1:flags=area,format=rgb24', '-f', 'rawvideo', '-frames:v', '1', '-'];
  const { stdout } = await ffmpegOf(room.room.tools, ['-i', output, ...convert]);
  const off = [40, 180, 40].map((wanted, i) => Math.abs(wanted - (stdout[i] ?? 0)));
  expect(Math.max(...off)).toBeLessThan(8);
});
