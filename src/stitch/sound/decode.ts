import { stat, truncate } from 'node:fs/promises';
import type { Asset } from '../../core/footage.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { byFileTime } from '../../media/ffmpeg.ts';
import { mergeTracks } from '../../media/mix-down.ts';
import { heardOf, soundInput } from '../../media/sound-input.ts';
import { ownMix } from '../../media/told-sound.ts';
import type { Tools } from '../../media/tools.ts';
import { cached, exists, makeFile } from '../cache.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import { decodeInto } from '../decode-into.ts';
import type { Shot } from '../material.ts';
import { ownFile } from '../own-file.ts';
import { type CutProblems, changed, failedRun, ifDamaged, partlyDamaged, unreadable } from '../problems.ts';
import { soundUnreadable } from './problems.ts';
import { bytesOf, keptSound, rate, sampleAt, samplesIn, samplesOf } from './raw.ts';

/** A recording, decoded. */
export interface Kept {
  readonly file: string;
  readonly samples: number;
  /** dB by which it was lowered. */
  readonly lowered: number;
}

/**
 * Filters to stereo. ffmpeg by default makes mono sound 3 dB quieter on both sides; here it keeps its level. With more than
 * two channels, each side gets its own channels in full, and the centre and rear ones at half power (ITU-R BS.775). With
 * integer samples ffmpeg would turn everything down to prevent any possible clipping; with floating-point ones it doesn't.
 */
const twoSides =
  'aformat=sample_fmts=fltp:channel_layouts=mono|stereo,pan=stereo|FL=FL+FC|FR=FR+FC,aformat=sample_fmts=s16:channel_layouts=stereo';

/**
 * dB by which multichannel sound is lowered, so that the sum of its channels fits. The limiter handles what is turned up
 * again.
 */
const headroom = 12;

/** Filters to the form in which sound is kept. */
async function kept(lowered: number, tools: Tools, input: Parameters<typeof ownMix>[1]): Promise<string> {
  if (lowered === 0) return twoSides;
  const own = await ownMix(tools, input);
  return [`volume=-${lowered}dB`, ...(own === undefined ? [] : [own]), twoSides].join(',');
}

const loweredBy = (sound: { readonly surround?: true }): number => (sound.surround ? headroom : 0);

/** Seconds decoded before the part that is needed: AAC needs one packet to get going, other codecs more. */
const lead = 2;

/** The sound of the visible part of a shot, from its first frame on. Cached. Undefined if it has no sound. */
export async function decodeShot(
  shot: Shot,
  cutting: Cutting,
): Promise<Result<Kept | undefined, CutProblems>> {
  const { film } = cutting;
  const { entry, material } = shot;
  // Footage behind a card is silent.
  if (entry.footage.kind === 'card') return ok(undefined);
  const isHeard = film.sound.keep && entry.volume !== 'mute';
  if (!isHeard || material.kind !== 'video' || !material.facts.hasSound) return ok(undefined);
  const { fps } = film.timeline;
  const { speed = 1 } = entry;
  const samples = samplesOf(entry.frames, fps);
  const lowered = loweredBy(material.facts);
  const depends = {
    version: 4,
    ...(lowered > 0 && { lowered, mix: 2 }),
    footage: material.key,
    from: sampleAt(entry.sourceStart, fps),
    samples,
    ...(material.facts.tracks.beside && { beside: material.facts.tracks.beside }),
    ...(speed !== 1 && { speed }),
    ffmpeg: cutting.tools.ffmpeg.version,
  };
  const file = cached(cutting, 'sound', depends, 'pcm');
  if (await exists(file, bytesOf(samples))) return ok({ file, samples, lowered });
  const begin = material.facts.start + (entry.sourceStart / fps) * speed;
  const seek = begin > lead ? [...byFileTime, '-ss', (begin - lead).toFixed(6)] : [];
  const { sound: track, beside } = material.facts.tracks;
  const form = await kept(lowered, cutting.tools, { file: material.file, track });
  const graph =
    `${tracksFrom(begin, track, beside)},${paced(speed)}${form},` + `apad,atrim=end_sample=${samples}[a]`;
  const args = ['-map', '[a]', '-copyts', ...keptSound];
  const made = await makeFile(cutting, file, (output) =>
    decodeInto(
      { inputs: [{ file: material.file, args: seek }], graph, args, output },
      ifDamaged(shot).damaged,
      cutting,
    ),
  );
  return made.ok
    ? ok({ file, samples, lowered })
    : failedRun(made.error, (reason) => unreadable(shot, reason));
}

/** What is heard from a time on, in seconds: a track, or one that is made of several. */
function tracksFrom(begin: number, track: number, beside: readonly number[] | undefined): string {
  const timed = `aresample=${rate},asetpts=PTS-${begin.toFixed(9)}/TB,aresample=async=1:first_pts=0`;
  return beside ? mergeTracks([track, ...beside], timed) : `[0:a:${track}]${timed}`;
}

/** Filters that change the speed of sound and keep its pitch. An old ffmpeg accepts only factors from one half to two. */
function paced(speed: number): string {
  const steps = Math.ceil(Math.abs(Math.log2(speed)));
  return `atempo=${Number((speed ** (1 / steps)).toFixed(9))},`.repeat(steps);
}

/** One of the user's recordings, from a given second on and as much as a film of this length can need. Cached. */
export async function decodeRecording(
  asset: Asset,
  cutting: Cutting,
  from = 0,
): Promise<Result<Kept, CutProblems>> {
  const { film } = cutting;
  const most = mostOf(film, from);
  const lowered = asset.facts.kind === 'image' ? 0 : loweredBy(asset.facts);
  const depends = {
    version: 5,
    ...(lowered > 0 && { lowered, mix: 2 }),
    recording: asset.sha256,
    most,
    ffmpeg: cutting.tools.ffmpeg.version,
  };
  const file = cached(cutting, 'sound', depends, 'pcm');
  if (!(await exists(file))) {
    const source = await ownFile(asset, cutting);
    if (source === undefined) return err([changed(asset.path)]);
    const input = await soundInput(source);
    const { inputs, tolerant, track } = input;
    const [{ args: format = [] } = {}] = inputs;
    const form = await kept(lowered, cutting.tools, { file: source, args: format, track });
    const heard = await heardOf(cutting.tools, input, `aresample=${rate}`);
    const graph = `${heard},${form},atrim=end_sample=${most}[a]`;
    const args = ['-map', '[a]', ...keptSound];
    const made = await makeFile(cutting, file, async (output) => {
      const job = { inputs, ...(tolerant && { tolerant }), graph, args, output };
      const decoded = await decodeInto(job, partlyDamaged({ file: asset.path }), cutting);
      if (decoded.ok) await lengthen(output);
      return decoded;
    });
    if (!made.ok) return failedRun(made.error, (reason) => soundUnreadable(asset, reason));
  }
  const samples = samplesIn((await stat(file)).size);
  return samples === 0 ? err([soundUnreadable(asset, 'it has no sound')]) : ok({ file, samples, lowered });
}

/** A shorter one, a click, is followed by silence: it could be looped a million times. */
const shortest = rate / 10;

async function lengthen(file: string): Promise<void> {
  const samples = samplesIn((await stat(file)).size);
  if (samples > 0 && samples < shortest) await truncate(file, bytesOf(shortest));
}

/** A song of ten hours must not fill the disk, and a film that grows a little should not need more of it: powers of two. */
function mostOf({ timeline: { frames, fps } }: Film, from: number): number {
  let minutes = 16;
  while (minutes * 60 < frames / fps + from) minutes *= 2;
  return minutes * 60 * rate;
}
