import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: Two Doors
format: { size: 320x180, fps: 24 }
vars: { what: door }
scenes:
  - id: only
    segments:
      - { id: a, prompt: "A \${what}", duration: 0.5 }
      - { id: b, extend: a, prompt: It opens, duration: 0.5 }
`;

/** A film whose first segment has two takes, of which the second is picked. */
async function picked(): Promise<Project> {
  const made = await project({ [file]: film });
  for (const args of [['run'], ['redo', 'a'], ['pick', 'a', '2']]) {
    const ended = await made.did(...args);
    expect(ended.code, ended.stderr).toBe(0);
  }
  return made;
}

async function replace(made: Project, before: string, after: string): Promise<void> {
  const text = await made.read(file);
  expect(text).toContain(before);
  await made.write(file, text.replace(before, after));
}

const verbs = [['check'], ['plan'], ['status'], ['show', 'a'], ['export'], ['stitch', '--partial']];

describe('a pick without footage for what is asked for now', () => {
  it('refuses no verb, and what is advised works', async () => {
    const made = await picked();
    await replace(made, 'prompt: "A ${what}"', 'prompt: "A ${what} of oak"');
    for (const args of verbs) {
      const ended = await made.call(...args);
      expect(ended.code, `${args} ${ended.stderr}`).toBe(0);
      expect(ended.stderr).toContain(
        'warning[pick-not-made]: Take 2 of a is picked, but was not made for what a asks for now: take 1 is in the cut, and free to make.',
      );
    }
    const run = await made.call('run');
    expect(run, run.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
    expect(run.stderr).toContain('2 made, 0 already in the store.');

    const redo = await made.call('redo', 'a');
    expect(redo.code, redo.stderr).toBe(0);
    expect(redo.stderr).not.toContain('pick-stays');
    const json = JSON.parse((await made.call('status', '--json')).stdout);
    expect(json.segments[0].takes).toMatchObject([
      { take: 1, picked: false, state: 'cached' },
      { take: 2, picked: true, state: 'cached' },
    ]);
    expect((await made.call('plan')).stderr).toBe('');
  });

  it('settles on the take in the cut by the pick that is advised', async () => {
    const made = await picked();
    expect((await made.call('plan', '--set', 'what=gate')).stderr).toContain('warning[pick-not-made]');
    await replace(made, '320x180', '640x360');
    const pick = await made.call('pick', 'a', '1');
    expect(pick.code).toBe(0);
    expect(pick.stderr).toContain('It is not made yet (size 640x360 instead of 320x180).');
    expect((await made.call('plan')).stderr).toBe('');
  });

  it('is told of one that never was, and `pick` names those there are', async () => {
    const made = await picked();
    await replace(made, 'pick: 2', 'pick: 99');
    const check = await made.call('check');
    expect(check.code).toBe(0);
    expect(check.stderr).toContain('Take 99 of a is picked, but does not exist: take 2 is in the cut.');
    const pick = await made.call('pick', 'a', '7');
    expect(pick).toMatchObject({ code: 2 });
    expect(pick.stderr).toContain(
      'error[unknown-take]: a has no take 7.\nhelp: It has 1, 2; `storycut redo a` makes one more.',
    );
    const stitch = await made.call('stitch');
    expect(stitch, stitch.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
  });
});
