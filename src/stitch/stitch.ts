import { hashOf } from '../core/canonical.ts';
import { toSeconds } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { findSystemFonts } from '../media/drawing/system-fonts.ts';
import { sound as encodedSound, mp4, picture } from '../media/encoding.ts';
import { soundPace, writingPace } from '../planner/estimates/cut-time.ts';
import { isStandIn } from '../planner/plan.ts';
import { onCleanTable } from './cache.ts';
import { type Cutting, type Film, hasSound } from './cutting-room.ts';
import { writeFinalCut } from './final-cut.ts';
import { footageKey } from './footage-key.ts';
import { gather } from './gather.ts';
import { slateFor } from './picture/card.ts';
import { drawnWords } from './picture/drawn-words.ts';
import { labelOf } from './picture/label-text.ts';
import { type FilmProgress, renderPicture } from './picture/render-picture.ts';
import { type CutProblems, missing, refusedByDisk, stopped } from './problems.ts';
import { progressOf } from './progress.ts';
import { recall, remember } from './record.ts';
import { renderSound } from './sound/render-sound.ts';

/** A finished final cut on disk. */
export interface Cut {
  readonly file: string;
  readonly frames: number;
  readonly seconds: number;
  /** The number of pieces that are in the film bit for bit, and the number that were encoded to fit. */
  readonly copied: number;
  readonly encoded: number;
}

/**
 * Renders a timeline into one MP4 at `output`, which is none of the files that it is made from. Existing work is reused:
 * pieces and sound of earlier cuts, and the film itself if it was made from the same inputs. An existing film is replaced
 * only by a complete one. `partial` puts slates where footage is missing.
 */
export async function stitch(
  cutting: Cutting,
  output: string,
  options: { readonly partial: boolean },
): Promise<Result<Cut, CutProblems>> {
  const film = options.partial ? slated(cutting.film) : cutting.film;
  const problems = missingFootage(film);
  if (problems.length > 0) return err(problems);
  try {
    return await onCleanTable(cutting, () => cut({ ...cutting, film }, output));
  } catch (error) {
    if (cutting.signal.aborted) return stopped;
    return refusedByDisk(error);
  }
}

async function cut(cutting: Cutting, output: string): Promise<Result<Cut, CutProblems>> {
  const { film } = cutting;
  const inputs = await inputsOf(cutting);
  const before = await recall(output, inputs, cutting);
  if (before) return ok(finished(cutting, output, before));

  const shots = await gather(cutting);
  if (!shots.ok) return shots;
  const progress: FilmProgress = {
    ...progressOf(cutting.emit),
    began: (work) => cutting.emit({ type: 'stitch-started', file: output, ...work }),
  };
  const seconds = toSeconds(film.timeline.frames, film.timeline.fps);
  const ofSound = progress.step(hasSound(film) ? seconds * soundPace : 0);
  const ofFile = progress.step(seconds * writingPace);
  const seen = await renderPicture(shots.value, cutting, progress);
  if (!seen.ok) return seen;
  const heard = hasSound(film) ? await renderSound(shots.value, cutting, ofSound) : ok([]);
  if (!heard.ok) return heard;
  const { runs, header } = seen.value;
  const written = await writeFinalCut({ runs, header, sound: heard.value }, cutting, output, ofFile);
  if (!written.ok) return written;
  await remember(output, inputs, seen.value, cutting);
  await cutting.timed?.(progress.total());
  return ok(finished(cutting, output, seen.value));
}

/** Everything that the film's bytes depend on. File names are not part of it, and without labels neither are segments' names. */
async function inputsOf(cutting: Cutting): Promise<string> {
  const { film } = cutting;
  const { timeline, burnCaptions: _, labels: __, sound, ...rest } = film;
  return hashOf({
    version: 7,
    ...rest,
    fps: timeline.fps,
    chapters: timeline.chapters,
    entries: timeline.entries.map((shown) => {
      const { segment: _, scene: __, words: ___, footage, ...entry } = shown;
      const words = drawnWords(shown, film);
      return {
        ...entry,
        footage: footageKey(footage),
        ...(words.length > 0 && { words }),
        ...(isStandIn(footage) && { standsIn: true, label: labelOf(shown, film) }),
      };
    }),
    picture: [...picture(timeline.fps), ...mp4(timeline.fps)],
    sound: hasSound(film) && {
      ...sound,
      music: sound.music && { ...sound.music, file: sound.music.file.sha256 },
      narration: timeline.narration.map((one) => ({ ...one, file: one.file.sha256 })),
      cues: timeline.cues.map((one) => ({ ...one, file: one.file.sha256 })),
      encoding: encodedSound,
    },
    ffmpeg: cutting.tools.ffmpeg.version,
    fonts: { shipped: 2, system: await findSystemFonts() },
  });
}

function finished(cutting: Cutting, file: string, { copied, encoded }: Pick<Cut, 'copied' | 'encoded'>): Cut {
  const { frames, fps } = cutting.film.timeline;
  const done = { file, frames, seconds: toSeconds(frames, fps), copied, encoded };
  cutting.emit({ type: 'stitch-finished', ...done });
  return done;
}

const slated = (film: Film): Film => ({
  ...film,
  timeline: { ...film.timeline, entries: film.timeline.entries.map(slateFor) },
});

const missingFootage = ({ timeline }: Film): CutProblems =>
  timeline.entries
    .filter(({ footage }) => footage.kind === 'clip' && footage.clip === undefined)
    .map(({ segment }) => missing(segment));
