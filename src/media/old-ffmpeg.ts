import type { Tools } from './tools.ts';

/**
 * Whether it is older than version 5, as the one from npm is: it shows a film of several edits at wrong times, and where it
 * encodes into an MP4 it repeats and drops pictures by a clock of its own.
 */
export const isOld = ({ ffmpeg: { version } }: Tools): boolean => /^(n?[0-4]\.|N-\d{5}-)/.test(version);
