import { expect, it } from 'vitest';
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
  expect(await kept(film, async () => err(busy))).toEqual(err(busy));
  expect(await kept(film, send)).toEqual(ok('uri:1'));
  expect(await kept(new Upload('other.mp4', 'video/mp4', film.bytes), send)).toEqual(ok('uri:1'));
  expect(await kept(new Upload('film.mp4', 'video/quicktime', film.bytes), send)).toEqual(ok('uri:2'));
  await clock.sleep(600);
  expect(await kept(film, send)).toEqual(ok('uri:3'));
});
