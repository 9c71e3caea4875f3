import { expect, it } from 'vitest';
import type { JobState } from '../../src/planner/plan.ts';
import { plain } from '../../src/report/paint.ts';
import { columns } from '../../src/report/printable.ts';
import { cell, right, table } from '../../src/report/table.ts';
import { timelineBar } from '../../src/report/timeline-bar.ts';
import { wrapped } from '../../src/report/wrapped.ts';
import { planOf } from '../rig/planning.ts';
import { card, generate } from '../rig/storyboard-builder.ts';

/** A plan of a scene for each of these, of so many seconds and in this state. */
function scenes(...parts: readonly (readonly [string, number, JobState?])[]) {
  const plan = planOf(
    parts.map(([id, duration, state]) => (state ? generate(id, { duration }) : card(id, { duration }))),
  );
  const states = new Map(parts.map(([id, , state]) => [id, state]));
  return {
    ...plan,
    jobs: plan.jobs.map((job) => ({ ...job, state: states.get(job.segment) ?? job.state })),
    timeline: {
      ...plan.timeline,
      entries: plan.timeline.entries.map((entry) => ({ ...entry, scene: entry.segment })),
    },
  };
}

it('draws scenes to scale, each as it stands', () => {
  const plan = scenes(
    ['quay', 4, 'cached'],
    ['road', 8, 'new'],
    ['sea', 4, 'failed'],
    ['sky', 2, 'in-flight'],
    ['fin', 2],
  );
  expect(timelineBar(plan, 64, plain)).toEqual([
    '  quay        road                   sea          sky    fin',
    '  ━━━━━━━━━━━ ────────────────────── ×××××××××××× ╌╌╌╌╌╌ ━━━━━━',
    '  0:00        0:04                   0:12         0:16   0:18',
    '  ━ ready   ─ to make   ╌ in flight   × failed or in doubt',
  ]);
});

it('needs no legend where all is ready', () => {
  expect(timelineBar(scenes(['a', 3], ['b', 3]), 43, plain)).toEqual([
    '  a                    b',
    '  ━━━━━━━━━━━━━━━━━━━━ ━━━━━━━━━━━━━━━━━━━',
    '  0:00                 0:03',
  ]);
});

it('shows of many segments in a column the one that needs most', () => {
  const many = Array.from({ length: 300 }, (_, n) => generate(`s${n}`));
  const plan = planOf(many);
  const jobs = plan.jobs.map((job, n): typeof job => ({ ...job, state: n === 150 ? 'failed' : 'cached' }));
  const [, bar] = timelineBar({ ...plan, jobs }, 80, plain);
  expect(bar).toMatch(/^ {2}━+×━+$/);
});

it('names no scene by a letter or two', () => {
  const many = scenes(...Array.from({ length: 30 }, (_, n) => [`scene-${n}`, 10] as const), ['hall', 100]);
  const [names, bar] = timelineBar(many, 80, plain);
  expect(names?.trim()).toBe('hall');
  expect(bar?.length).toBe(79);
});

it('is left out where scenes have no room, and never too wide', () => {
  const long = 'a-scene-with-a-name-that-is-far-too-long';
  for (const width of [10, 30, 34, 50, 80, 200]) {
    const lines = timelineBar(
      scenes([long, 0.1], ['夜のフェリー', 60, 'new'], ['b', 0.2], ['c', 3]),
      width,
      plain,
    );
    for (const line of lines) expect(columns(line)).toBeLessThan(width);
    expect(lines.length > 0).toBe(width > 32);
  }
  const hundreds = scenes(...Array.from({ length: 200 }, (_, n) => [`s${n}`, 1] as const));
  expect(timelineBar(hundreds, 80, plain)).toEqual([]);
});

it('breaks the last column of a table below itself, or a row below its second', () => {
  const rows = [
    [
      cell('wave'),
      cell('failed'),
      right('$0.40'),
      cell('the provider refused the prompt because of its content'),
    ],
    [cell('fin'), cell('ready')],
  ];
  expect(table(rows, { width: 60 })).toBe(
    [
      '  wave  failed  $0.40  the provider refused the prompt',
      '                       because of its content',
      '  fin   ready',
    ].join('\n'),
  );
  expect(table(rows, { width: 50 }).split('\n').slice(0, 2)).toEqual([
    '  wave  failed  $0.40',
    '                the provider refused the prompt',
  ]);
  expect(
    table([
      [cell('夜'), cell('a')],
      [cell('ab'), cell('b')],
    ]),
  ).toBe('  夜  a\n  ab  b');
});

it('breaks prose between words, and commands nowhere', () => {
  expect(wrapped('Run `storycut resolve wave --pay-again` to pay for it once more.', 30)).toBe(
    ['Run', '`storycut resolve wave --pay-again`', 'to pay for it once more.'].join('\n'),
  );
  expect(wrapped('short\n  two words', 10)).toBe('short\n  two\n  words');
});

it('breaks scripts without spaces between letters, and leaves a mark with the letter before it', () => {
  expect(wrapped('  昔々あるところに、灯台守の娘が住んでいました。', 20)).toBe(
    ['  昔々あるところに、', '  灯台守の娘が住んで', '  いました。'].join('\n'),
  );
  expect(wrapped('「夜」のフェリーとThe Night Ferry', 12)).toBe(
    ['「夜」のフェ', 'リーとThe', 'Night Ferry'].join('\n'),
  );
  expect(wrapped('`storycut show 灯台守の娘が住んでいました`', 12)).toBe(
    '`storycut show 灯台守の娘が住んでいました`',
  );
});
