import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const asset = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../storyboards', name));

/** An image, wide. */
export const carrier = asset('the-salt-road/assets/carrier.jpg');
/** Footage of a few seconds, with sound. */
export const harbour = asset('the-salt-road/assets/harbour.mp4');
/** A recording of a few seconds. */
export const call = asset('the-salt-road/assets/call-at-dawn.mp3');
