import { describe, expect, it } from 'vitest';
import { file, film, reviewed } from './reviewed.ts';
import { untilSo } from './streams.ts';

/** The lines that two texts don't share. */
function changed(before: string, after: string): readonly string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
}

describe('what is decided on the page', () => {
  it('is written into the storyboard, a line at a time', async () => {
    const { made, ask, segment } = await reviewed(film, [['run'], ['redo', 'door']]);
    expect(await segment('door')).toMatchObject({
      state: 'cached',
      next: { kind: 'pick', take: 2 },
      takes: [{ take: 1 }, { take: 2, picked: true }],
    });
    const steps: readonly (readonly [string, unknown, readonly string[]])[] = [
      ['pick', { segment: 'door', take: 1 }, ['+        pick: 1']],
      [
        'pick',
        { segment: 'door', take: 2, why: 'it: opens #2' },
        ['-        pick: 1', '+        pick: 2', '+        why: "it: opens #2"'],
      ],
      ['lock', { segment: 'door', lock: true }, ['+        lock: true']],
      ['lock', { segment: 'door', lock: false }, ['-        lock: true']],
      [
        'prompt',
        { segment: 'door', was: 'A door', prompt: 'A door: open' },
        ['-        prompt: A door', '+        prompt: "A door: open"'],
      ],
      [
        'prompt',
        { segment: 'hall', was: 'A hall', prompt: "A hall, the painter's" },
        [
          "-      - { id: hall, prompt: 'A hall', duration: 0.5 }   # flow",
          "+      - { id: hall, prompt: 'A hall, the painter''s', duration: 0.5 }   # flow",
        ],
      ],
      [
        'pick',
        { segment: 'hall', take: 1 },
        [
          "-      - { id: hall, prompt: 'A hall, the painter''s', duration: 0.5 }   # flow",
          "+      - { id: hall, prompt: 'A hall, the painter''s', duration: 0.5, pick: 1 }   # flow",
        ],
      ],
    ];
    for (const [doing, asked, lines] of steps) {
      const before = await made.read(file);
      const answer = await ask(doing, asked);
      expect(answer, JSON.stringify(asked)).toMatchObject({ status: 200 });
      expect(changed(before, await made.read(file)), JSON.stringify(asked)).toEqual(lines);
    }
    expect(await segment('door')).toMatchObject({
      pick: 2,
      why: 'it: opens #2',
      state: 'changed',
      written: 'A door: open',
      next: { kind: 'make' },
    });
  });

  it('is refused where it makes no sense, and changes nothing', async () => {
    const { made, ask } = await reviewed(film, [['run']]);
    const before = await made.read(file);
    const refused: readonly (readonly [string, unknown, number, string])[] = [
      ['pick', { segment: 'door', take: 9 }, 409, 'door has no take 9'],
      ['pick', { segment: 'nobody', take: 1 }, 409, 'nobody'],
      ['pick', { segment: '../door', take: 1 }, 400, 'segment'],
      ['pick', { segment: 'door', take: 1.5 }, 400, 'take'],
      ['pick', { segment: 'door', take: 1, output: '/etc/passwd' }, 400, 'a field too many'],
      ['pick', JSON.parse('{"segment":"door","take":1,"__proto__":{"why":"x"}}'), 400, 'a field too many'],
      ['lock', { segment: 'nobody', lock: true }, 404, 'no segment nobody'],
      ['prompt', { segment: 'door', was: 'Another', prompt: 'X' }, 409, 'another one in the storyboard'],
      ['prompt', { segment: 'door', was: 'A door', prompt: ' ' }, 400, 'has to say something'],
      ['note', { segment: 'door', frame: -1, text: 'x' }, 400, 'frame'],
      ['note', { segment: 'nobody', frame: 1, text: 'x' }, 404, 'nobody'],
      ['make', { segment: 'door', redo: true, agreed: -1 }, 400, 'agreed'],
      ['price', { segment: 'nobody', redo: false }, 409, 'nobody'],
    ];
    for (const [doing, asked, status, says] of refused) {
      const answer = await ask(doing, asked);
      expect(answer.status, `${doing} ${JSON.stringify(asked)}`).toBe(status);
      expect(answer.value.message).toContain(says);
    }
    expect(await made.read(file)).toBe(before);
  });

  it('can be seen while the storyboard is wrong, and once it is right', async () => {
    const { made, document, segment, events } = await reviewed(film, [['run']]);
    expect((await document()).diagnostics).toEqual([]);
    await made.write(file, film.replace('prompt: A door', 'promt: A door'));
    await untilSo(() => events.some((text) => text.startsWith('event: film')));
    const wrong = await document();
    expect(wrong.film).toBeUndefined();
    expect(wrong.diagnostics[0]).toMatchObject({
      severity: 'error',
      at: expect.stringMatching(/film\.storyboard\.yaml:9:9$/),
    });
    const heard = events.length;
    await made.write(file, film);
    await untilSo(() => events.length > heard);
    expect((await segment('door')).state).toBe('cached');
  });
});

describe('what is made from the page', () => {
  it('is what was offered, at the price that was agreed to', async () => {
    const { made, ask, segment, events } = await reviewed(film);
    expect(await segment('door')).toMatchObject({
      state: 'new',
      reason: 'never made',
      next: { kind: 'make', price: 0 },
    });
    const offer = await ask('price', { segment: 'door', redo: false });
    expect(offer).toMatchObject({
      status: 200,
      value: { price: 0, jobs: [{ id: 'door', reason: 'never made' }] },
    });
    expect(await ask('make', { segment: 'door', redo: false, agreed: 0 })).toMatchObject({ status: 200 });
    await untilSo(() => events.some((text) => text.includes('"type":"ended"')));
    await untilSo(() =>
      events.some((text) => /^id: \d+\nevent: told\ndata: .*"type":"job-finished"/.test(text)),
    );
    expect(await segment('door')).toMatchObject({ state: 'cached', next: { kind: 'none' } });
    expect(await segment('hall')).toMatchObject({ state: 'new' });
    // Once more, with a note in the prompt.
    await ask('note', { segment: 'door', frame: 3, text: 'It is too dark' });
    const [note] = (await made.read('film.notes.yaml')).split('\n').slice(2);
    expect(note).toMatch(
      /^ {2}- \{ segment: "door", frame: 3, text: "It is too dark", who: "ana", when: ".*Z" \}$/,
    );
  });

  it('puts a note into the prompt, and takes it back if nothing is made', async () => {
    const {
      made,
      ask,
      film: shown,
      segment,
    } = await reviewed(
      film.replace('A door', 'A door').replace('title:', 'budget: { max-cost: 1 }\ntitle:'),
      [['run']],
    );
    await ask('note', { segment: 'door', frame: 3, text: 'It is too dark' });
    const [note] = (await shown()).notes;
    expect(note).toMatchObject({ segment: 'door', frame: 3, who: 'ana' });
    await ask('lock', { segment: 'door', lock: true });
    const before = await made.read(file);
    const locked = await ask('make', { segment: 'door', redo: true, agreed: 5, note: note?.id });
    expect(locked.status).toBe(409);
    expect(locked.value.message).toContain('door is locked');
    expect(await made.read(file)).toBe(before);
    await ask('lock', { segment: 'door', lock: false });
    expect(await ask('make', { segment: 'door', redo: true, agreed: 5, note: note?.id })).toMatchObject({
      status: 200,
    });
    expect(await made.read(file)).toContain('prompt: A door. It is too dark\n');
    expect(await ask('settle', { id: note?.id, done: true })).toMatchObject({ status: 200 });
    expect((await shown()).notes[0]?.done).toMatch(/Z$/);
    const { takes } = await segment('door');
    expect(takes.at(-1)).toMatchObject({ prompt: 'A door', reason: 'made for what was asked for before' });
  });

  it('is seen as it is made by another process, and by who comes back', async () => {
    const { made, events, segment, film: shown } = await reviewed(film);
    expect((await shown()).segments.map(({ state }) => state)).toEqual(['new', 'new']);
    expect((await made.run('run', '--no-stitch')).code).toBe(0);
    await untilSo(() => events.filter((text) => text.includes('"type":"job-finished"')).length === 2);
    expect((await segment('hall')).state).toBe('cached');
    const numbers = events.flatMap((text) => /^id: (\d+)/.exec(text)?.[1] ?? []).map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

describe('what is served', () => {
  it('is footage of the film, by its hash', async () => {
    const { get, segment } = await reviewed(film, [['run']]);
    const { takes } = await segment('door');
    const clip = await get(`/media/${takes[0]?.hash}`);
    expect(clip).toMatchObject({
      status: 200,
      headers: { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' },
    });
    expect(clip.body.slice(4, 8)).toBe('ftyp');
    const poster = await get(`/poster/${takes[0]?.hash}/250`);
    expect(poster).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
    expect(Buffer.from(poster.body, 'latin1').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect((await get(`/media/${'0'.repeat(64)}`)).status).toBe(404);
  });
});
