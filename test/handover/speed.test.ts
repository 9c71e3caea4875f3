import { expect, test } from 'vitest';
import { edlText } from '../../src/handover/edl/document.ts';
import { fcpxmlText } from '../../src/handover/fcpxml/document.ts';
import { otioText } from '../../src/handover/otio/document.ts';
import { board, file, generate, video } from '../rig/storyboard-builder.ts';
import { misfits } from './otio-schema.ts';
import { handedOver } from './sample.ts';

/** Eight seconds of which the last four are seen in two; then six seconds that take twelve. */
const { handover } = handedOver(
  board([
    generate('clouds', { trim: { from: 4, to: 8 }, speed: 2 }),
    file('leap', video('leap.mp4', 6), { speed: 0.5, transition: { type: 'fade-to-black', duration: 1 } }),
  ]),
);

test('shots are as long as they are seen', () => {
  expect(
    handover.shots.map(({ start, frames, sourceStart, speed }) => [start, frames, sourceStart, speed]),
  ).toEqual([
    [0, 48, 48, 2],
    [48, 288, 0, 0.5],
  ]);
});

test('OpenTimelineIO has a time warp, of picture and sound, from the frame of the file on', () => {
  const otio = JSON.parse(otioText(handover));
  expect(misfits(otio)).toEqual([]);
  for (const track of otio.tracks.children) {
    const clips = track.children.filter(
      ({ OTIO_SCHEMA: kind }: { OTIO_SCHEMA: string }) => kind === 'Clip.2',
    );
    expect(clips).toMatchObject([
      {
        effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 2 }],
        source_range: { start_time: { value: 96 }, duration: { value: 48 } },
      },
      {
        effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 0.5 }],
        source_range: { start_time: { value: 0 }, duration: { value: 288 } },
      },
    ]);
  }
});

test('an EDL says at how many frames a second its sources run', () => {
  const lines = edlText(handover).split('\n');
  expect(lines.filter((line) => /^(\d{3}|M2) /.test(line))).toEqual([
    '001  CLOUDS   AA/V  C        00:00:04:00 00:00:08:00 01:00:00:00 01:00:02:00',
    'M2   CLOUDS   048.0                00:00:04:00',
    '002  LEAP     AA/V  C        00:00:00:00 00:00:05:12 01:00:02:00 01:00:13:00',
    'M2   LEAP     012.0                00:00:00:00',
    '003  LEAP     AA/V  C        00:00:05:12 00:00:05:12 01:00:13:00 01:00:13:00',
    '003  BL       AA/V  D    024 00:00:00:00 00:00:01:00 01:00:13:00 01:00:14:00',
    'M2   LEAP     012.0                00:00:05:12',
  ]);
});

test('FCPXML maps the times that are seen to those of the file', () => {
  const xml = fcpxmlText(handover);
  expect(xml).toMatch(
    /name="clouds" start="2s" duration="2s"[\s\S]*?<timept time="4s" value="8s" interp="linear"\/>/,
  );
  expect(xml).toMatch(
    /name="leap" start="0s" duration="12s"[\s\S]*?<timept time="12s" value="6s" interp="linear"\/>/,
  );
});
