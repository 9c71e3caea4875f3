import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const film = (segment: string): string => `storyboard: 1
title: One Door
scenes: [ { id: only, segments: [ { id: door, prompt: A door, ${segment} } ] } ]
`;
const file = 'film.storyboard.yaml';

describe('check', () => {
  it.each([
    ['provider: nobody', 'unknown-provider'],
    ['model: sora-3', 'unknown-model'],
    ['model: sora-2, duration: 500', 'length-impossible'],
    ['options: { mood: blue }', 'unknown-option'],
  ])('finds what only planning can know: %s', async (segment, code) => {
    const made = await project({ [file]: film(segment) });
    const check = await made.call('check');
    expect(check).toMatchObject({ code: 2, stdout: '' });
    expect(check.stderr).toMatch(new RegExp(`^${file}:3:\\d+ error\\[${code}\\]`));
    expect(check.stderr.match(/^\S+ (error|warning)\[/gm)).toHaveLength(1);
    const json = JSON.parse((await made.call('check', '--json')).stdout);
    expect(json).toMatchObject({ schemaVersion: 1, ok: false, diagnostics: [{ code, place: { file } }] });
  });

  it.each([
    ['the film', 'model: sora2', '4:8', 'unknown-model'],
    ['the film', 'defaults: { provider: nobody }', '4:23', 'unknown-provider'],
    ['a flag and the film', 'model: sora2', '4:8', 'unknown-model', '--provider', 'openai'],
  ])('points to the line that chooses for %s: %s', async (_what, choice, place, code, ...flags) => {
    const made = await project({
      [file]: film('duration: 4').replace('scenes', `# Ours.\n${choice}\nscenes`),
    });
    const { stderr } = await made.call('check', ...flags);
    expect(stderr).toContain(`${file}:${place} error[${code}]`);
    expect(stderr.includes('`--provider openai` chooses the provider, the storyboard the model.')).toBe(
      flags.length > 0,
    );
  });

  it('names the file as the user did, in warnings of a plan too', async () => {
    const made = await project({ 'a/film.storyboard.yaml': film('provider: openai') });
    const check = await made.call('check', 'a');
    expect(check.code).toBe(0);
    expect(check.stderr).toMatch(/^a\/film\.storyboard\.yaml:3:\d+ warning\[/);
    expect(check.stderr).toContain('a/film.storyboard.yaml: 1 segment, no errors.');
  });
});

it.each([['check'], ['providers', 'kling']])(
  '%j tells where models are that a provider is called by',
  async (...args) => {
    const made = await project({ [file]: film('provider: kling') });
    const { stderr } = await made.call(...args);
    expect(stderr).toMatch(
      /help: It is in the names of models, at .*fal.*: choose the provider first; `storycut providers \w+` lists/,
    );
  },
);

it('tells where the nearest storyboard is, below and above', async () => {
  const made = await project({ [`my film/${file}`]: film('duration: 4'), 'other/deep/notes.txt': '' });
  expect((await made.call('check')).stderr).toContain(`as in \`storycut plan "my film/${file}"\``);
  const above = await project({ [file]: film('duration: 4'), 'other/deep/notes.txt': '' });
  for (const folder of ['other', 'other/deep'])
    expect((await above.call('check', folder)).stderr).toContain(`as in \`storycut plan ${file}\``);
});
