import { call, carrier, harbour } from '../advice/assets.ts';

const page = '<!doctype html><script>window.hacked = 1; top.hacked = 1</script>';
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36" onload="window.hacked = 1"><script>window.hacked = 1</script><rect width="9" height="9"/></svg>`;

const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** A JPEG whose comment is a page: browsers that guess from the first bytes took such for HTML. */
const comment = Buffer.from(page);
const commented = bytes(
  carrier.subarray(0, 2),
  Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255]),
  comment,
  carrier.subarray(2),
);

/** Files of the project that would run if they were opened as what they are, or as what they look like. */
export const hostileFiles: Readonly<Record<string, Uint8Array>> = {
  'drawing.svg': bytes(drawing),
  'drawing.png': bytes(drawing),
  'page.png': bytes(page),
  'page.mp4': bytes(page),
  'page.mp3': bytes(page),
  'commented.jpg': commented,
  'commented.html.jpg': commented,
  'tailed.png.jpg': bytes(carrier, page),
  'tailed.mp4': bytes(harbour, page),
  'tailed.mp3': bytes(call, page),
};

const shot = (name: string): string => `{ id: shot, file: ${name}, duration: 1 }`;
const heard = '{ id: shot, card: { text: Heard }, duration: 1 }';

/** Sound is music; everything else is a shot. */
export const filmOf = (name: string): string => `storyboard: 1
title: One File
format: { size: 320x180, fps: 24 }
scenes:
  - id: only
    segments:
      - ${name.endsWith('.mp3') ? heard : shot(name)}
${name.endsWith('.mp3') ? `audio: { music: { file: ${name} } }` : ''}
`;
