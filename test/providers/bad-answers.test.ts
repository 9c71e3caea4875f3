import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/providers/http/json.ts';
import { type Answer, json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { raw } from './videos-api/answering.ts';
import { on } from './videos-api/asking.ts';

const nested = (levels: number, name: string): string =>
  `${`{"${name}":`.repeat(levels)}"x"${'}'.repeat(levels)}`;

describe.each(services)('$name', ({ ask, sent, named }) => {
  const answeredWith = async (answer: Answer) => {
    const server = await scriptedServer(answer);
    const provider = await ask(server.url);
    const submitted = await provider.submit(sent, on());
    return { submitted, polled: await provider.poll('job-12345678', on()) };
  };

  it.each([
    ['brackets', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['errors', nested(100_000, 'error')],
    ['details', nested(7_000, 'detail')],
    ['data', nested(50_000, 'data')],
  ])('outlasts answers that are nested without end: %s', async (_what, text) => {
    const { submitted, polled } = await answeredWith(raw(text));
    expect(submitted.kind).toBe('unknown');
    expect(polled.kind).toMatch(/^(unreachable|gone)$/);
    expect((await answeredWith(raw(text, 400))).polled.kind).toMatch(/^(unreachable|gone)$/);
  });

  it.each<[string, string]>([
    ['a text without an end', `1234567890123456"${String.raw`\"`.repeat(80_000)}`],
    ['titles without an end', `<html>${'<title'.repeat(30_000)}`],
    ['white space', `x${'\n'.repeat(150_000)}x`],
    ['a parameter without an end', `x${'key'.repeat(50_000)}=a`],
    ['addresses', 'http://a@'.repeat(20_000)],
    ['tokens', '-eyJaaaaaaaa'.repeat(15_000)],
  ])('reads what is long in the time of its length: %s', { timeout: 60_000 }, async (_what, text) => {
    for (const answer of [raw(text), raw(text, 500)]) {
      const { submitted, polled } = await answeredWith(answer);
      expect([submitted.kind, polled.kind]).toEqual(['unknown', 'unreachable']);
    }
    const told = { status: text, message: text, url: text, video: { url: text }, error: text };
    const { submitted } = await answeredWith(json({ ...named('job-12345678'), ...told }));
    expect(submitted.kind).toMatch(/^(accepted|unknown)$/);
  });

  it.each([
    ...['..', '', 'job\n1', 'job\u00001', 'a/../../b', 'x'.repeat(2000), 'null', 'undefined', '0', 'a?b=c'],
    ...[0, -7, 1.5, 1e21],
  ])('gives no job an id that can’t be one: %j', async (id) => {
    const { submitted } = await answeredWith(json(named(id)));
    expect(submitted.kind).toBe('unknown');
  });
});

it('an answer with a film in it is read, beside a number that no double holds', () => {
  const film = 'A'.repeat(30_000_000);
  expect(parseJson(`{"id":12345678901234567,"film":"${film}"}`)).toEqual({ id: '12345678901234567', film });
});
