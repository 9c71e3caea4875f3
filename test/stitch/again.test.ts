import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import type { Footage } from '../../src/planner/plan.ts';
import { newDraft } from '../../src/stitch/drafts.ts';
import { counting, cuttingRoom, filmOf, numbers, type TestRoom } from './room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const cardOf = (text: string): Footage => ({
  kind: 'card',
  card: { text, background: '#101014', color: '#f4efe6' },
});

const hashOfFile = async (file: string): Promise<string> => sha256(await readFile(file));

/** A copied clip, an encoded trim and a card. */
async function mixedFilm(words = 'Fin') {
  const footage = await room.clip({ frames: 48, tone: 300 });
  return filmOf([
    { footage, frames: 48 },
    { footage, frames: 12, sourceStart: 7 },
    { footage: cardOf(words), frames: 24 },
  ]);
}

/** Where a process with this id would write before it replaces a file. */
const draftOf = async (output: string, pid: number): Promise<string> =>
  (await newDraft(output)).replace(`-${process.pid}-`, `-${pid}-`);

describe('cutting again', () => {
  test('the same film is left alone', async () => {
    const film = await mixedFilm();
    const first = await room.cut(film);
    const before = await stat(first.file);
    const second = await room.cut(film);
    expect(second).toEqual(first);
    expect(await stat(first.file)).toEqual(before);
    expect(room.events).toEqual([{ type: 'stitch-finished', ...first }]);
  });

  test('a film that is gone or was touched is made again, the same to the byte, of what is cached', async () => {
    const film = await mixedFilm();
    const { file } = await room.cut(film);
    const bytes = await hashOfFile(file);
    const made = await stampsOf(join(room.folder, 'cache', 'pieces'));
    await writeFile(file, 'something else');
    await room.cut(film);
    expect(await hashOfFile(file)).toBe(bytes);
    await rm(file);
    await room.cut(film);
    expect(await hashOfFile(file)).toBe(bytes);
    expect(await stampsOf(join(room.folder, 'cache', 'pieces'))).toEqual(made);
  });

  test('without its cache, and in another room, it is the same to the byte', async () => {
    const { file } = await room.cut(await mixedFilm());
    const bytes = await hashOfFile(file);
    await rm(join(room.folder, 'cache'), { recursive: true });
    await room.cut(await mixedFilm());
    expect(await hashOfFile(file)).toBe(bytes);
  });

  test('a changed card is the only piece that is encoded', async () => {
    await room.cut(await mixedFilm('Fin'));
    const made = await stampsOf(join(room.folder, 'cache', 'pieces'));
    await room.cut(await mixedFilm('The End'));
    const now = await stampsOf(join(room.folder, 'cache', 'pieces'));
    expect(now).toEqual(expect.arrayContaining([...made]));
    expect(now.length).toBe(made.length + 1);
  });

  test('pieces and sound that lie damaged in the cache are made again', async () => {
    const film = await mixedFilm();
    const { file } = await room.cut(film);
    const bytes = await hashOfFile(file);
    for (const kind of ['pieces', 'sound']) {
      const folder = join(room.folder, 'cache', kind);
      for (const name of await readdir(folder)) await writeFile(join(folder, name), 'power cut');
    }
    await rm(file);
    await room.cut(film);
    expect(await hashOfFile(file)).toBe(bytes);
  });
});

/** Names and times of the files in a folder. */
async function stampsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`));
}

describe('missing footage', () => {
  const nothing: Footage = { kind: 'clip', job: 'climb', fingerprint: 'f00' };

  test('is named, all of it', async () => {
    const result = await room.tryCut(
      filmOf([
        { segment: 'approach', footage: nothing, frames: 24 },
        { segment: 'fin', footage: cardOf('Fin'), frames: 24 },
        { segment: 'climb', footage: nothing, frames: 24 },
      ]),
    );
    expect(result).toMatchObject({
      ok: false,
      error: [
        { code: 'footage-missing', segment: 'approach' },
        { code: 'footage-missing', segment: 'climb' },
      ],
    });
    expect(await readdir(room.folder)).toEqual(['clips']);
  });

  test('becomes a slate in a partial cut', async () => {
    const footage = await room.clip({ frames: 24 });
    const cut = await room.cut(
      filmOf([
        { footage: nothing, frames: 30, sourceStart: 96 },
        { footage, frames: 24 },
      ]),
      { partial: true },
    );
    expect(cut).toMatchObject({ frames: 54, copied: 1, encoded: 1 });
    expect((await numbers(room, cut.file)).slice(30)).toEqual(counting(0, 24));
  });

  test('a clip that is not in the store, or no film, is a diagnostic', async () => {
    const lost: Footage = { kind: 'clip', job: 'a', fingerprint: 'f', clip: 'abc' };
    expect(await room.tryCut(filmOf([{ footage: lost, frames: 24 }]))).toMatchObject({
      ok: false,
      error: [
        {
          code: 'footage-unreadable',
          segment: 'segment-1',
          help: expect.stringContaining('delete it and run again'),
        },
      ],
    });
    const text = join(room.folder, 'text');
    await writeFile(text, 'ftyp, but not really'.repeat(100));
    expect(await room.tryCut(filmOf([{ footage: await room.adopt(text), frames: 24 }]))).toMatchObject({
      ok: false,
      error: [{ code: 'footage-unreadable', segment: 'segment-1' }],
    });
  });
});

describe("the user's files", () => {
  const nasty = `-i $(touch here);'"%{pts} [0:v]\\:,=é\u202e.mp4`;

  test('may be called anything, and so may the film', async () => {
    const clip = await room.clip({ frames: 24, tone: 300 });
    const source = room.fileOf(clip);
    await mkdir(join(room.folder, 'footage'));
    await copyFile(source, join(room.folder, 'footage', nasty));
    const output = join(room.folder, nasty);
    const film = filmOf(
      [
        { footage: await room.own(`footage/${nasty}`), frames: 24 },
        { footage: await room.own(`footage/${nasty}`), frames: 9, sourceStart: 5 },
        { footage: cardOf(`${nasty}\n%{pts} 'drawtext' 🎬`), frames: 12 },
      ],
      { title: `${nasty}\u0000<title>` },
    );
    const cut = await room.cut(film, { output });
    expect((await numbers(room, output)).slice(0, 33)).toEqual([...counting(0, 24), ...counting(5, 9)]);
    expect(cut.frames).toBe(45);
    expect((await readdir(room.folder)).toSorted()).toEqual(
      [nasty, 'cache', 'clips', 'footage', 'work'].toSorted(),
    );
    expect(await readdir(join(room.folder, 'work'))).toEqual([]);
  });

  test('are refused once they change', async () => {
    const clip = await room.clip({ frames: 24 });
    const source = room.fileOf(clip);
    await copyFile(source, join(room.folder, 'own.mp4'));
    const footage = await room.own('own.mp4');
    await copyFile(join(room.folder, 'clips', (await clipOf(24)) ?? ''), join(room.folder, 'own.mp4'));
    expect(await room.tryCut(filmOf([{ footage, frames: 24 }]))).toMatchObject({
      ok: false,
      error: [{ code: 'file-changed', message: expect.stringContaining('own.mp4'), segment: 'segment-1' }],
    });
    await rm(join(room.folder, 'own.mp4'));
    expect(await room.tryCut(filmOf([{ footage, frames: 24 }]))).toMatchObject({
      ok: false,
      error: [{ code: 'file-changed' }],
    });
  });

  async function clipOf(from: number): Promise<string | undefined> {
    const clip = await room.clip({ frames: 24, from });
    return clip.kind === 'clip' ? clip.clip : undefined;
  }
});

describe('stopped', () => {
  test.each(['stitch-started', 'stitch-progress'])(
    'at %s, nothing is left and the old film is whole',
    async (type) => {
      const film = await mixedFilm();
      await room.cut(film);
      const bytes = await hashOfFile(room.output);
      const stop = new AbortController();
      const { emit } = room.room;
      const changed = { ...film, title: 'Another', timeline: (await mixedFilm('Another')).timeline };
      const result = await room.tryCut(changed, {
        signal: stop.signal,
        emit: (event) => {
          emit(event);
          if (event.type === type) stop.abort();
        },
      });
      expect(result).toMatchObject({ ok: false, error: [{ code: 'cut-interrupted' }] });
      expect(await hashOfFile(room.output)).toBe(bytes);
      expect((await readdir(room.folder)).toSorted()).toEqual(['cache', 'clips', 'film.mp4', 'work']);
      expect(await readdir(join(room.folder, 'work'))).toEqual([]);
    },
  );

  test('what a killed cut left is cleared away by the next', async () => {
    const film = await mixedFilm();
    const half = join(room.folder, `.${sha256(room.output).slice(0, 16)}.part`);
    await mkdir(join(room.folder, 'work', 'stitch'), { recursive: true });
    await writeFile(join(room.folder, 'work', 'stitch', 'half'), 'half');
    await writeFile(half, 'half a film');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(await draftOf(room.output, dead), 'half a film');
    await room.cut(film);
    expect((await readdir(room.folder)).toSorted()).toEqual(['cache', 'clips', 'film.mp4', 'work']);
    expect(await readdir(join(room.folder, 'work'))).toEqual([]);
  });

  test('what another process writes at the same time is left alone', async () => {
    const film = await mixedFilm();
    const theirs = await draftOf(room.output, process.ppid);
    await writeFile(theirs, 'half a film');
    await room.cut(film);
    expect(await readFile(theirs, 'utf8')).toBe('half a film');
    await rm(theirs);
  });

  test('a disk that takes nothing is a diagnostic, not a crash', async () => {
    const film = await mixedFilm();
    await writeFile(join(room.folder, 'file'), '');
    const result = await room.tryCut(film, { output: join(room.folder, 'file', 'film.mp4') });
    expect(result).toMatchObject({ ok: false, error: [{ code: 'cut-failed' }] });
  });
});
