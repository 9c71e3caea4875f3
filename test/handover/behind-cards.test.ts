import { expect, test } from 'vitest';
import { edlText } from '../../src/handover/edl/document.ts';
import { fcpxmlText } from '../../src/handover/fcpxml/document.ts';
import { otioText } from '../../src/handover/otio/document.ts';
import { board, picture, segment, video } from '../rig/storyboard-builder.ts';
import { misfits } from './otio-schema.ts';
import { handedOver } from './sample.ts';

const words = { background: '#000000', color: '#ffffff' };

test('what is behind a card is told in each format, and the card begins with its first frame', () => {
  const over = {
    photo: { kind: 'still', image: picture('quay, dawn.png'), move: 'pan-left' },
    footage: { kind: 'file', file: video('sea.mp4', 9), from: 2 },
  } as const;
  const { handover } = handedOver(
    board([
      segment(
        'open',
        { kind: 'card', card: { ...words, text: 'Open', behind: over.photo } },
        { duration: 3 },
      ),
      segment(
        'part',
        { kind: 'card', card: { ...words, text: 'Part', behind: over.footage } },
        { duration: 3 },
      ),
    ]),
  );
  expect(handover.shots.map(({ sourceStart }) => sourceStart)).toEqual([0, 0]);

  const otio = JSON.parse(otioText(handover));
  expect(misfits(otio)).toEqual([]);
  const parameters = otio.tracks.children[0].children.map(
    (clip: { media_references: { DEFAULT_MEDIA: { parameters: object } } }) =>
      clip.media_references.DEFAULT_MEDIA.parameters,
  );
  expect(parameters).toEqual([
    { ...words, text: 'Open', behind: { file: '/films/quay, dawn.png', move: 'pan-left', sourceStart: 0 } },
    { ...words, text: 'Part', behind: { file: '/films/sea.mp4', move: 'none', sourceStart: 48 } },
  ]);

  const edl = edlText(handover);
  expect(edl).toContain('* CARD: Open\n* BEHIND: /films/quay, dawn.png\n');
  expect(edl).toContain('* CARD: Part\n* BEHIND: /films/sea.mp4\n');

  const xml = fcpxmlText(handover);
  for (const told of ['behind: quay, dawn.png', 'move: pan-left', 'behind: sea.mp4'])
    expect(xml).toContain(`value="${told}"`);
});
