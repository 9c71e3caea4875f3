import { expect, it } from 'vitest';
import { emptyHoldings } from '../../src/core/holdings.ts';
import { chosenByFlag } from '../../src/project/film/chosen-by-flag.ts';
import { loadFilm, planFilm } from '../../src/project/film/film.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: Film
provider: animatic
scenes:
  - id: s
    segments:
      - { id: a, prompt: A door, duration: 500 }
`;

/** What is wrong with the film where these flags choose who makes it. */
async function told(overrides: { readonly provider?: string; readonly model?: string }) {
  const at = await project({ 'film.storyboard.yaml': film });
  const request = { overrides: { vars: {}, ...overrides }, concurrency: 1 };
  const loaded = await loadFilm(machine({ cwd: at.folder }), request);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  const plan = planFilm(loaded.value, emptyHoldings, request);
  return plan.ok ? plan.value.diagnostics : plan.error;
}

it('what a flag chose is not blamed on the storyboard', async () => {
  const [unknown] = await told({ provider: 'sora' });
  expect(unknown).toMatchObject({
    code: 'unknown-provider',
    message: 'There is no provider "sora". `--provider sora` asks for it, regardless of the storyboard.',
  });
  expect(unknown?.place).toBeUndefined();

  const long = (await told({ model: 'sora-2' })).find(({ code }) => code === 'length-impossible');
  expect(long?.params).toMatchObject({ wanted: expect.any(Number), flags: '--model sora-2' });
  expect(long?.message).toContain('`--model sora-2` asks for it, regardless of the storyboard.');
  expect(long?.place).toMatchObject({ line: 7 });
});

it('a provider that a flag chose and that makes nothing is no segment’s fault', async () => {
  const none = (await told({ provider: 'openai' })).find(({ code }) => code === 'provider-unavailable');
  expect(none?.message).toContain('`--provider openai` asks for it');
  expect(none?.place).toBeUndefined();
  expect(none?.segment).toBeUndefined();
});

it('what no flag chose is told as ever', async () => {
  expect((await told({})).filter(({ message }) => message.includes('asks for it'))).toEqual([]);
});

it('is not what a file of the user has another size for', () => {
  const own = {
    severity: 'warning',
    code: 'clip-fitted',
    message: 'The file of camcorder is 1024x576, but the film is 1280x720: it is scaled up.',
    params: { segment: 'camcorder' },
  } as const;
  expect(chosenByFlag(own, { provider: 'openai' })).toEqual(own);
});
