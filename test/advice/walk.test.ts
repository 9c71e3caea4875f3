import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Code, codes } from '../../src/core/codes.ts';
import { cutting } from './cutting.ts';
import { files } from './files.ts';
import { machine } from './machine.ts';
import { meaning } from './meaning.ts';
import { planning } from './planning.ts';
import { rare } from './rare.ts';
import { running } from './running.ts';
import { site } from './site.ts';
import type { State } from './state.ts';

const states: readonly State[] = [
  ...meaning,
  ...planning,
  ...cutting,
  ...files,
  ...running,
  ...machine,
  ...rare,
];

const titleOf = ({ code, name }: State): string => (name === undefined ? code : `${code}, ${name}`);

describe('whoever follows the advice gets further', () => {
  it.each(states.map((state): [string, State] => [titleOf(state), state]))('%s', async (_, state) => {
    const { code, command, advice, next = command } = state;
    const at = await site(state.files);
    await state.before?.(at);
    const told = await at.storycut(...command);
    expect(told.text).toContain(`[${code}]`);
    expect(told.text).toMatch(advice);
    await state.follow(at);
    const further = await at.storycut(...next);
    expect(further.text).not.toContain(`[${code}]`);
    expect(further.text).not.toContain('error[');
    expect(further.code, further.text).toBe(0);
  });
});

/** Codes whose state no command brings about on any machine, each with the test that does. */
const elsewhere: Readonly<Partial<Record<Code, string>>> = {
  'note-not-written': 'review/notes',
  'account-held': 'project/accounts',
  'account-unshared': 'cli/accounts',
  'charge-implausible': 'executor/charges',
  'cut-failed': 'stitch/again',
  'cut-interrupted': 'stitch/again',
  'disk-full': 'executor/interrupt',
  'estimate-higher': 'executor/estimates',
  'estimate-implausible': 'executor/estimates',
  'file-changed': 'executor/sent-media',
  'footage-differs': 'executor/differs',
  'footage-short': 'stitch/stitch',
  'high-range-pale': 'stitch/picture/tone-map',
  'job-elsewhere': 'executor/gone',
  'job-overdue': 'executor/overdue',
  'job-misfit': 'project/resolve',
  'job-unclear': 'executor/unclear',
  'list-unread': 'project/told-lists',
  'journal-newer': 'store/store',
  'letters-missing': 'stitch/picture/words',
  'loudness-missed': 'stitch/sound/loudness',
  'media-unreadable': 'media/probe',
  'partly-damaged': 'footage/oddities',
  'review-not-started': 'review/verb',
  'same-film': 'cli/same-film',
  'sound-cut-off': 'planner/own-footage',
  'sound-unreadable': 'stitch/sound/mix',
  'too-many-problems': 'storyboard/hostile.ts',
  'studio-away': '../studio/test/commands',
  'studio-beside': '../studio/test/commands',
  'clip-not-brought': '../studio/test/bucket',
  'studio-clips': '../studio/test/clips-folder',
  'studio-webhooks': '../studio/test/webhooks',
  'studio-keeps': '../studio/test/commands',
  'studio-none': '../studio/test/commands',
  'studio-not-installed': '../studio/test/workers',
  'studio-not-ready': '../studio/test/commands',
  'studio-set-aside': '../studio/test/spool',
  'transition-shortened': 'planner/adjustments',
  'transition-unavailable': 'stitch/transitions/undrawable',
  'webm-unavailable': 'project/outputs',
  'words-cut-off': 'stitch/picture/words',
  'yaml-too-long': 'storyboard/hostile.ts',
};

/** Codes of notes that say what is done and advise nothing, and of what hangs on the machine alone. */
const adviseNothing: readonly Code[] = [
  'continued-by-frame',
  'cut-apart',
  'drafted',
  'footage-deleted',
  'footage-denied',
  'footage-not-deleted',
  'peak-missed',
  'pick-beyond-takes',
  'disk-nearly-full',
];

describe('the walk', () => {
  it('goes by every code, but for those whose state another test brings about', () => {
    const walked = new Set(states.map(({ code }) => code));
    const others = [...(Object.keys(elsewhere) as Code[]), ...adviseNothing];
    expect([...walked, ...others].sort()).toEqual(Object.keys(codes).sort());
    expect(states.length).toBeGreaterThanOrEqual(120);
  });

  it.each(Object.entries(elsewhere))('leaves %s to %s', (code, test) => {
    expect(
      readFileSync(join(import.meta.dirname, '..', test.endsWith('.ts') ? test : `${test}.test.ts`), 'utf8'),
    ).toContain(code);
  });
});
