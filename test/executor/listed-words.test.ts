import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareWords } from '../../src/executor/compare-words.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

const sent = `A "red" ball & a café's <green> table — don't stop…`;

const noLatin1 = /[^\p{ASCII}]/gu;
const asHtml: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Nothing is lost in these. */
const encoded: readonly (readonly [string, (text: string) => string])[] = [
  ['for a page', (text) => text.replace(/[&<>"']/g, (letter) => asHtml[letter] ?? letter)],
  ['as Latin-1', (text) => Buffer.from(text).toString('latin1')],
  ['as Windows-1252', (text) => new TextDecoder('windows-1252').decode(Buffer.from(text))],
  ['as a text within a text', (text) => JSON.stringify(text).slice(1, -1)],
  ['for an address', (text) => encodeURIComponent(text)],
  ['for a form', (text) => new URLSearchParams({ text }).toString().slice('text='.length)],
  ['in quotes', (text) => `"${text}"`],
  ['with what does not show', (text) => text.replaceAll(' ', ' \u200b')],
];

/** In these, something is. */
const changed: readonly (readonly [string, (text: string) => string])[] = [
  ['in lower case', (text) => text.toLowerCase()],
  ['with question marks', (text) => text.replace(noLatin1, '?')],
  ['with a mark in place of letters', (text) => text.replace(noLatin1, '\ufffd')],
  ['without what is not ASCII', (text) => text.replace(noLatin1, '')],
  ['without accents', (text) => text.normalize('NFKD').replace(/\p{M}/gu, '')],
  ['with other quotes', (text) => text.replaceAll('"', '”').replaceAll("'", '’')],
  ['without tags', (text) => text.replace(/<[^>]*>/g, '')],
  ['with words before and after it', (text) => `Prompt: ${text} --ar 16:9`],
];

/** Of these, nothing can be told, unless it is known how the server tells other jobs. */
const untrue: readonly (readonly [string, (text: string) => string])[] = [
  ['rewritten', () => 'A cinematic close-up of a ball, shallow depth of field'],
  ['hidden', () => '[REDACTED]'],
  ['as a hash', () => 'sha256:0123456789abcdef0123456789abcdef'],
];

test.each(encoded)('words that a list tells %s are those that were sent', (_, store) => {
  expect(compareWords(store(sent), sent)).toBe('same');
});

test.each(changed)('words that a list tells %s may be those that were sent', (_, store) => {
  expect(compareWords(store(sent), sent)).toBe('alike');
});

test.each([
  ['A blue ball', sent],
  ['A "red" ball', sent],
  ['雨中的红色小船，电影感，4K', '雪山上的孤独旅人，电影感，4K'],
  ['Un café le soir', 'Un café à midi'],
  ['100% + 50%', '100 + 50 %25 and more'],
])('other words are others: %s', (there, here) => {
  expect(compareWords(there, here)).toBe('different');
});

test.each<[string, string]>([
  ['per cent', `${'%aa'.repeat(100_000)} ${'%aa'.repeat(100_000)}`],
  ['entities', 'x&amp;'.repeat(200_000)],
  ['backslashes', '\\'.repeat(400_000)],
])('a list of %s without end is read in the time of its length', { timeout: 20_000 }, (_, text) => {
  expect(compareWords(text, sent)).toBe('different');
  expect(compareWords(text, text.slice(0, 50_000))).not.toBe('same');
});

test.each([...encoded, ...changed, ...untrue])(
  'a job whose prompt is listed %s is not paid for twice',
  async (_, store) => {
    const provider = fakeProvider({
      submit: (_sent, n) => (n === 1 ? { kind: 'unknown', failure: failure('network') } : undefined),
      creates: ({ attempt }) => `created-${attempt}`,
      list: (jobs) => ({
        kind: 'listed',
        jobs: jobs.map((job) => ({ ...job, prompt: store(job.prompt ?? '') })),
        whole: true,
      }),
    });
    const { outcome, of } = await bench.run(planOf([generate('a', { request: request(sent) })]), provider);
    expect(provider.submissions).toHaveLength(1);
    if (outcome.made === 0)
      expect(of('job-failed')).toMatchObject([
        {
          diagnostic: {
            code: 'submission-unknown',
            params: { candidates: [expect.stringMatching(/^created-/)] },
          },
        },
      ]);
  },
);

test('a job with other words is another once the list is seen to tell words as they were sent', async () => {
  const provider = fakeProvider({
    submit: ({ request: { prompt } }, n) =>
      prompt === sent && n === 1 ? { kind: 'unknown', failure: failure('network') } : undefined,
    list: (jobs) => ({
      kind: 'listed',
      jobs: [...jobs, { remote: 'of-another', model: 'm', prompt: 'A dog', seconds: 4 }],
      whole: true,
    }),
  });
  await bench.run(planOf([generate('known')]), provider);
  const { outcome } = await bench.run(planOf([generate('a', { request: request(sent) })]), provider);
  expect(outcome).toMatchObject({ made: 1, unanswered: 0 });
  expect(provider.submissions).toHaveLength(3);
});
