import type { ById } from './ids.ts';
import type { Audio } from './model.ts';
import type { Path, Places } from './places.ts';
import type { Problems } from './problems.ts';
import type { Files } from './read-files.ts';
import { unknownSegment } from './references.ts';
import type { Audio as AudioInFile } from './schema.gen.ts';
import type { Measures } from './tempo.ts';

/** What the sound of a film is resolved with. */
export interface Hearing {
  readonly files: Files;
  readonly byId: ById;
  readonly measures: Measures;
  readonly places: Places;
  readonly problems: Problems;
}

/** The sound of the film, with what holds where nothing is said. */
export function audioOf(
  written: AudioInFile = {},
  { files, byId, measures, places, problems }: Hearing,
): Audio {
  const { keep = true, music, narration = [], loudness } = written;
  const musicFile = music && files.get(music.file);
  return {
    keep,
    ...(music &&
      musicFile && {
        music: {
          file: musicFile,
          volume: measure(music.volume ?? 0),
          duck: music.duck ?? false,
          fadeIn: measures.film.seconds(music['fade-in'] ?? 0, ['audio', 'music', 'fade-in']) ?? 0,
          fadeOut: measures.film.seconds(music['fade-out'] ?? 0, ['audio', 'music', 'fade-out']) ?? 0,
        },
      }),
    narration: narration.flatMap(({ file, at, offset: written = 0, volume = 0 }, i) => {
      const path: Path = ['audio', 'narration', i, 'at'];
      if (!byId.has(at)) problems.add({ path, ...unknownSegment(at, byId, problems) });
      const offset = measures.of(at).seconds(written, ['audio', 'narration', i, 'offset']) ?? 0;
      const recording = files.get(file);
      if (!recording) return [];
      return [{ file: recording, at, offset, volume: measure(volume), place: places.of(path) }];
    }),
    ...(loudness !== undefined && { loudness: measure(loudness) }),
  };
}

/** `"-18 dB"`, `"-14 LUFS"` and plain numbers. */
const measure = (written: number | string): number => Number.parseFloat(String(written));
