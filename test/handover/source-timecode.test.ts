import { expect, test } from 'vitest';
import type { SourceTimecode } from '../../src/core/footage.ts';
import { roundFps } from '../../src/core/rates.ts';
import { edlText } from '../../src/handover/edl/document.ts';
import { fcpxmlText } from '../../src/handover/fcpxml/document.ts';
import type { Handover } from '../../src/handover/handover.ts';
import { otioText } from '../../src/handover/otio/document.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { board, file, generate, video } from '../rig/storyboard-builder.ts';
import { handedOver, size } from './sample.ts';

const ntsc = 30_000 / 1001;
const tenOClock = { frame: 1_080_000, fps: 30, drop: false };
const dropped = { frame: 107_892, fps: ntsc, drop: true };

/** A second of a camera's footage, from half a second on. */
function filmOf(fps: number, timecode: SourceTimecode, more: Partial<Segment> = {}): Handover {
  const clip = video('cam.mov', 20);
  const facts = { ...clip.facts, fps: roundFps(timecode.fps), timecode };
  const segment = file('cam', { ...clip, facts }, { trim: { from: 0.5, to: 1.5 }, ...more });
  return handedOver(board([segment], { format: { size, exact: false, fps, fit: 'pad' } })).handover;
}

const event = (film: Handover): string =>
  edlText(film)
    .split('\n')
    .find((line) => /^001/.test(line))
    ?.slice(29) ?? '';

test.each([
  ['the same rate', 30, tenOClock, '10:00:00:15 10:00:01:15 01:00:00:00 01:00:01:00'],
  ['another one', 24, tenOClock, '10:00:00:12 10:00:01:12 01:00:00:00 01:00:01:00'],
  ['a faster one', 60, tenOClock, '10:00:00:30 10:00:01:30 01:00:00:00 01:00:01:00'],
  ['drop-frame', ntsc, dropped, '01:00:00;15 01:00:01;15 01:00:00;00 01:00:01;00'],
  [
    'non-drop',
    ntsc,
    { frame: 108_000, fps: ntsc, drop: false },
    '01:00:00:15 01:00:01:15 01:00:00;00 01:00:01;00',
  ],
  ['drop-frame, slower', 25, dropped, '01:00:00:13 01:00:01:13 01:00:00:00 01:00:01:00'],
  [
    'over a minute',
    ntsc,
    { frame: 1790, fps: ntsc, drop: true },
    '00:01:00;07 00:01:01;07 01:00:00;00 01:00:01;00',
  ],
  [
    'over midnight',
    25,
    { frame: 2_159_999, fps: 25, drop: false },
    '00:00:00:12 00:00:01:12 01:00:00:00 01:00:01:00',
  ],
])('an EDL has the source’s own timecode, at %s', (_, fps, timecode, times) => {
  expect(event(filmOf(fps, timecode))).toBe(times);
});

test('an EDL has no timecode below zero, of what is seen before the frame that the rates are compared at', () => {
  const timecode = { frame: 0, fps: 60_000 / 1001, drop: true };
  const clip = video('cam.mov', 0.2);
  const facts = { ...clip.facts, fps: 59.94, timecode };
  const own = file('cam', { ...clip, facts });
  const transition = { type: 'xfade', name: 'dissolve', duration: 0.7 } as const;
  const film = board([generate('a', { duration: 0.2, transition }), own]);
  const [entered = ''] = edlText(handedOver(film).handover)
    .split('\n')
    .filter((line) => / D {4}/.test(line));
  expect(entered.slice(29)).toBe('00:00:00:00 00:00:00:05 01:00:00:03 01:00:00:08');
});

test('FCPXML has the asset and its clip on the clock of the source', () => {
  const xml = fcpxmlText(filmOf(30, tenOClock));
  expect(xml).toMatch(/<asset [^>]*start="36000s" duration="20s"/);
  expect(xml).toMatch(/<asset-clip [^>]*start="1080015\/30s" duration="1s"[^>]* tcFormat="NDF"/);
  const drop = fcpxmlText(filmOf(ntsc, dropped));
  expect(drop).toMatch(/<asset [^>]*start="107999892\/30000s"/);
  expect(drop).toMatch(
    /<asset-clip [^>]*start="108014907\/30000s" duration="30030\/30000s"[^>]* tcFormat="DF"/,
  );
});

test('FCPXML adds seconds of two rates exactly', () => {
  const xml = fcpxmlText(filmOf(25, dropped));
  // 107892 × 1001/30000 s, and 13 frames of 25 a second.
  expect(xml).toMatch(/<asset-clip [^>]*start="108015492\/30000s"/);
});

test('FCPXML maps the times of a clip with another speed on the same clock', () => {
  const xml = fcpxmlText(filmOf(30, tenOClock, { speed: 2 }));
  expect(xml).toContain('<timept time="36000s" value="36000s" interp="linear"/>');
  expect(xml).toContain('<timept time="36010s" value="36020s" interp="linear"/>');
});

test('FCPXML places markers and sound within the clip on its clock', () => {
  const film = filmOf(30, tenOClock);
  const xml = fcpxmlText({ ...film, captions: [{ text: 'x', start: 6, end: 12 }] });
  expect(xml).toContain('<marker start="1080021/30s" duration="6/30s" value="x"/>');
});

test('OpenTimelineIO has both ranges in frames of the source', () => {
  const [clip] = JSON.parse(otioText(filmOf(24, tenOClock))).tracks.children[0].children;
  expect(clip.source_range).toMatchObject({
    start_time: { rate: 30, value: 1_080_015 },
    duration: { rate: 24, value: 24 },
  });
  expect(clip.media_references.DEFAULT_MEDIA.available_range).toMatchObject({
    start_time: { rate: 30, value: 1_080_000 },
    duration: { rate: 24, value: 480 },
  });
});
