import { FilePathSource, Input, Logging, LogLevel, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import type { FootageFacts } from './mp4-read.ts';

// It would warn of codecs that it cannot decode: ffmpeg decodes here.
Logging.level = LogLevel.Silent;

/**
 * What any container that is known says of its footage, however unusual: enough to encode it, not to copy it.
 * Undefined: no footage, or of no container that is known. Throws what the reader throws on damaged bytes.
 */
export async function readAnyFootage(file: string): Promise<FootageFacts | undefined> {
  const input = new Input({ source: new FilePathSource(file), formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    if (!(await input.canRead())) return undefined;
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return undefined;
    const { matrix } = await track.getColorSpace();
    return {
      size: { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() },
      // Frames before the file's time 0 are there to be decoded, not shown.
      start: Math.max(0, await track.getFirstTimestamp()),
      hasSound: (await input.getPrimaryAudioTrack()) !== null,
      matrix: matrix ?? undefined,
    };
  } finally {
    input.dispose();
  }
}
