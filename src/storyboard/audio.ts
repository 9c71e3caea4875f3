import { cuesOf } from './cues.ts';
import { decibels, type Hearing } from './hearing.ts';
import type { Audio } from './model.ts';
import type { Path } from './places.ts';
import { unknownSegment } from './references.ts';
import type { Audio as AudioInFile } from './schema.gen.ts';

/** The sound of the film, with defaults. */
export function audioOf(written: AudioInFile = {}, hearing: Hearing): Audio {
  const { files, byId, measures, places, problems } = hearing;
  const { keep = true, music, narration = [], loudness } = written;
  const musicFile = music && files.get(music.file);
  return {
    keep,
    ...(music &&
      musicFile && {
        music: {
          file: musicFile,
          volume: decibels(music.volume ?? 0),
          duck: music.duck ?? false,
          fadeIn: measures.film.seconds(music['fade-in'] ?? 0, ['audio', 'music', 'fade-in']) ?? 0,
          fadeOut: measures.film.seconds(music['fade-out'] ?? 0, ['audio', 'music', 'fade-out']) ?? 0,
        },
      }),
    narration: narration.flatMap(({ file, at, offset: written = 0, volume = 0 }, i) => {
      const path: Path = ['audio', 'narration', i, 'at'];
      // Left out, since it was not a name.
      if (at === undefined) return [];
      if (!byId.has(at)) problems.add({ path, ...unknownSegment(at, byId, problems) });
      const offset = measures.of(at).seconds(written, ['audio', 'narration', i, 'offset']) ?? 0;
      const recording = files.get(file);
      if (!recording) return [];
      return [{ file: recording, at, offset, volume: decibels(volume), place: places.of(path) }];
    }),
    cues: cuesOf(written.cues ?? [], hearing),
    ...(loudness !== undefined && { loudness: decibels(loudness) }),
  };
}
