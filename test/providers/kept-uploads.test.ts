import { describe, expect, it } from 'vitest';
import { err, ok } from '../../src/core/result.ts';
import { keptUploads } from '../../src/providers/http/kept-uploads.ts';
import { Upload } from '../../src/providers/http/upload.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const film = new Upload('film.mp4', 'video/mp4', new Uint8Array([1, 2, 3]));
const busy = { reason: 'capacity', message: 'It is busy.', again: true } as const;

it('an upload is used again, whatever its name, for half of its time, and a failed one never', async () => {
  const clock = virtualClock();
  const kept = keptUploads(clock, 1000);
  let sent = 0;
  const send = async () => ok(`uri:${++sent}`);
  expect(await kept.uri(film, async () => err(busy))).toEqual(err(busy));
  expect(await kept.uri(film, send)).toEqual(ok('uri:1'));
  expect(await kept.uri(new Upload('other.mp4', 'video/mp4', film.bytes), send)).toEqual(ok('uri:1'));
  expect(await kept.uri(new Upload('film.mp4', 'video/quicktime', film.bytes), send)).toEqual(ok('uri:2'));
  await clock.sleep(600);
  expect(await kept.uri(film, send)).toEqual(ok('uri:3'));
});

it('an upload is brought again where the clock was set back: nothing is known of its age', async () => {
  let now = 1e12;
  const kept = keptUploads({ ...virtualClock(), now: () => now }, 1000);
  let sent = 0;
  const send = async () => ok(`uri:${++sent}`);
  await kept.uri(film, send);
  now -= 86_400_000;
  expect(await kept.uri(film, send)).toEqual(ok('uri:2'));
});

describe('a submission that is refused with an upload', () => {
  const invalid = { reason: 'invalid', message: 'There is no such asset.', again: false } as const;
  const refused = { kind: 'rejected', failure: invalid } as const;
  const accepted = { kind: 'accepted', remote: 'job-1' } as const;

  async function keeping() {
    let sent = 0;
    const kept = keptUploads(virtualClock(), 1000);
    const bring = async () => {
      const uri = await kept.uri(film, async () => ok(`uri:${++sent}`));
      return { firstFrame: uri.ok ? uri.value : '', references: [] };
    };
    return { kept, bring };
  }

  it('may be tried again with a new one, if another was accepted with it before', async () => {
    const { kept, bring } = await keeping();
    expect(kept.after(accepted, await bring())).toEqual(accepted);
    const again = kept.after(refused, await bring());
    expect(again).toEqual({ kind: 'rejected', failure: { ...invalid, again: true } });
    const renewed = await bring();
    expect(renewed.firstFrame).toBe('uri:2');
    expect(kept.after(refused, renewed)).toEqual(refused);
  });

  it('is refused where the upload was new, or the refusal is about something else', async () => {
    const { kept, bring } = await keeping();
    expect(kept.after(refused, await bring())).toEqual(refused);
    kept.after(accepted, await bring());
    const moderated = { kind: 'rejected', failure: { ...invalid, reason: 'moderation' } } as const;
    expect(kept.after(moderated, await bring())).toEqual(moderated);
    expect((await bring()).firstFrame).toBe('uri:1');
  });
});
