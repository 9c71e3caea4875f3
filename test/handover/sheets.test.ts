import { execFileSync, spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/core/holdings.ts';
import { sheets } from '../../src/handover/formats.ts';
import { type CsvCell, type CsvTable, csvText } from '../../src/handover/sheets/csv.ts';
import type { SheetInput } from '../../src/handover/sheets/sheet-input.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { anyCharacter } from '../rig/any-character.ts';
import { planOf, provider, providers } from '../rig/planning.ts';
import { board, card, generate, picture, still } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const read = (text: string): string[][] => parse(text, { relaxColumnCount: false });

/** What a reader that is not ours makes of a table: a record for each row. */
const records = (sheet: CsvTable): Record<string, string>[] => parse(csvText(sheet), { columns: true });

describe('CSV', () => {
  it('is read by others as it was meant, whatever is in it', () => {
    const cell = fc.oneof(fc.string({ unit: anyCharacter }), fc.integer(), fc.constant(undefined));
    const text = fc.constantFrom('a,b', 'say "no"', 'two\r\nlines', 'tail ', '', ';', '海', 'é', '"', "'=");
    const row = fc.array(fc.oneof(cell, text), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const back = read(csvText({ columns: ['a', 'b', 'c'], rows })).slice(1);
        expect(back.map((cells) => cells.map(unmarked))).toEqual(
          rows.map((cells) => cells.map((one) => unmarked(String(one ?? '')))),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('ends each line in CR LF, puts texts in quotes, and leaves numbers plain', () => {
    const rows: CsvCell[][] = [
      ['a "b"', 0.05, undefined],
      ['7', -3, 'x'],
    ];
    expect(csvText({ columns: ['one', 'two', 'three'], rows })).toBe(
      '"one","two","three"\r\n"a ""b""",0.05,\r\n"7",-3,"x"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\u200b=1', '＝1+1', '\r=1', '\tx'])(
    'is never a formula: %j',
    (text) => {
      expect(read(csvText({ columns: ['a'], rows: [[text]] }))[1]).toEqual([`'${text}`]);
    },
  );

  const python = spawnSync('python3', ['--version']).status === 0;
  it.runIf(python)('is read by Python as well', () => {
    const rows = [['one "two", three\nfour', 1.5, undefined, '海 é 🎬']];
    const script =
      'import csv,io,json,sys; print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline="")))))';
    const said = execFileSync('python3', ['-c', script], {
      input: csvText({ columns: ['a', 'b', 'c', 'd'], rows }),
    });
    expect(JSON.parse(said.toString())).toEqual([
      ['a', 'b', 'c', 'd'],
      ['one "two", three\nfour', '1.5', '', '海 é 🎬'],
    ]);
  });
});

/** Without the apostrophe in front of what might be a formula, which is the writer's own. */
const unmarked = (text: string): string => text.replace(/^'/, '');

const house = provider('house');

function inputOf(segments: readonly Segment[], attempts: readonly LedgerEntry[] = []): SheetInput {
  const film = board(segments, {
    scenes: [
      { id: 'scene', title: 'Arrival', segments: ['wake', 'lamp'] },
      { id: 'end', segments: ['fin'] },
    ],
  });
  const plan = planOf(film, { providers: providers(house) });
  const states = new Map(
    segments.map(({ id, source }) => [id, 'prompt' in source ? ('new' as const) : ('local' as const)]),
  );
  return { film, plan, attempts, states };
}

const prompt = [
  'Wide shot of a ferry at dusk.',
  'Camera: slow push in',
  'Dialogue:',
  '- mate: "Cast off."',
  '- "Aye."',
].join('\n');

const film: readonly Segment[] = [
  generate('wake', {
    ...{ provider: 'house', model: 'house-1', duration: 10, takes: 3, pick: 2, why: '=best' },
    source: {
      kind: 'generate',
      prompt,
      fallbacks: [],
      cast: [{ name: 'mate' }],
      dialogue: ['Cast off.', 'Aye.'],
    },
    words: [caption('Cape Wrath,\n1911')],
    transition: { type: 'dissolve', duration: 0.5 },
  }),
  still('lamp', picture('lamp.png'), 'push-in', { duration: 3 }),
  card('fin', { scene: 'end', duration: 2 }),
];

describe('a shot list', () => {
  it('has a row for each shot, with what is seen, said and known of it', () => {
    const [wake, lamp, fin, ...more] = records(sheets['shot-list'](inputOf(film)));
    expect(more).toEqual([]);
    expect(wake).toEqual({
      ...{ number: '1', scene: 'scene', 'scene title': 'Arrival', shot: 'wake', source: 'generate' },
      ...{ size: 'wide', movement: 'push-in', cast: 'mate', prompt },
      ...{ dialogue: 'mate: Cast off.\nAye.', caption: 'Cape Wrath,\n1911', title: '' },
      ...{ start: '0', length: '10', transition: 'dissolve', provider: 'house', model: 'house-1' },
      ...{ state: 'new', pick: '2', takes: '3', why: "'=best" },
    });
    expect(lamp).toMatchObject({
      source: 'still',
      movement: 'push-in',
      start: '9.5',
      length: '3',
      state: 'ready',
    });
    expect(lamp).toMatchObject({ model: '', pick: '', takes: '' });
    expect(fin).toMatchObject({
      number: '3',
      scene: 'end',
      source: 'card',
      start: '12.5',
      transition: 'cut',
    });
  });
});

/** An attempt at the job of `wake`’s first take. */
function attempt(input: SheetInput, more: Partial<LedgerEntry>): LedgerEntry {
  const job = input.plan.jobs.find(({ id }) => id === 'wake');
  return {
    ...{ attempt: 'a', storyboard: 'film', segment: 'wake', take: 1, link: 1, kind: 'generate' },
    ...{ provider: 'house', model: 'house-1', request: job?.fingerprint ?? '', remote: null },
    ...{ submitted: '2026-11-29T20:00:00.000Z', accepted: null, ended: null, state: 'made', price: 2 },
    ...{ estimate: null, charged: null, chargedBy: null, clip: null, message: null },
    ...{ spent: 0, lost: 0, reserved: 0, maybeCharged: 0 },
    ...more,
  };
}

describe('a cost sheet', () => {
  it('has each attempt and each job to make, and sums that are those of the plan', () => {
    const input = inputOf(film);
    const attempts = [
      attempt(input, { state: 'refused' }),
      attempt(input, { state: 'failed', maybeCharged: 2 }),
      attempt(input, { state: 'made', spent: 1.9, charged: 1.9 }),
      attempt(input, { segment: 'gone', request: 'x', state: 'in-flight', reserved: 0.1, price: 0.1 }),
      attempt(input, { segment: 'gone', request: 'x', state: 'lost', spent: 0.2, lost: 0.2, price: 0.2 }),
    ];
    const rows = records(sheets['cost-sheet']({ ...input, attempts }));
    const of = (row: string) => rows.filter((one) => one.row === row);
    expect(of('attempt').map((one) => `${one.segment} ${one.attempt} ${one.state} ${one.planned}`)).toEqual([
      ...['wake 1 refused 0', 'wake 2 failed 2', 'wake 3 made 2', 'gone 1 in-flight 0.1', 'gone 2 lost 0.2'],
    ]);
    expect(of('to make').map(({ segment, take, planned }) => `${segment}#${take} ${planned}`)).toEqual([
      ...['wake#1 2', 'wake#2 2', 'wake#3 2'],
    ]);
    const needed = of('to make').reduce((sum, { planned }) => sum + Number(planned), 0);
    expect(needed).toBe(input.plan.cost.needed);
    expect(of('segment total').map(({ scene, segment }) => [scene, segment])).toEqual([
      ...[
        ['scene', 'wake'],
        ['', 'gone'],
      ],
    ]);
    expect(of('scene total').map(({ scene, spent }) => [scene, spent])).toEqual([
      ['scene', '1.9'],
      ['', '0.2'],
    ]);
    expect(of('model total')).toHaveLength(1);
    expect(of('film total')).toEqual([
      expect.objectContaining({
        ...{ scene: '', model: '', planned: '10.3', reserved: '0.1', spent: '2.1', charged: '1.9' },
        ...{ 'maybe charged': '2', 'without footage': '0.2' },
      }),
    ]);
  });

  it('of a film without footage to make is the film’s total, nothing', () => {
    const input = inputOf(film.slice(1));
    expect(records(sheets['cost-sheet'](input))).toEqual([
      expect.objectContaining({ row: 'film total', planned: '0', spent: '0' }),
    ]);
  });
});
