// Footage of four kinds, made by ffmpeg alone: as generated, filmed, animated, and noisy footage is. Each clip has one
// keyframe, pictures that refer to later ones, and sound.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { adopt, fps, run, size } from './film.mjs';

const { width, height } = size;
const shown = `${width}x${height}`;
/** Room for a camera that shakes. */
const wide = `${width + 80}x${height + 60}`;
const [around, above] = [40, 30];

/** What a clip of each kind shows; `seed` tells clips apart. */
export const kinds = {
  // A slow zoom over soft colours that flow, with a mild grain.
  generated: (seed) =>
    `gradients=s=1600x900:r=${fps}:seed=${seed + 5}:speed=0.01:n=5,` +
    `zoompan=z='1+0.0012*on':d=1:s=${shown}:fps=${fps}:x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2',${grain(4, seed)}`,
  // Fine texture, a hand that shakes, a sensor's noise, and one cut.
  filmed: (seed) =>
    `mandelbrot=s=${wide}:r=${fps}:start_scale=${0.02 / (seed + 1)}:end_scale=0.004:maxiter=300,` +
    `hue=h='if(lt(n,60),0,90)',gblur=1,` +
    `crop=${width}:${height}:x='${around}+12*sin(n/5)+5*sin(n/1.7)':y='${above}+9*cos(n/4)+4*sin(n/2.3)',` +
    grain(6, seed),
  // Flat colours, hard edges, and figures that move.
  animated: (seed) => `testsrc2=s=${shown}:r=${fps},hue=h=${seed * 60}`,
  // A slow pan under heavy grain.
  noisy: (seed) =>
    `mandelbrot=s=${wide}:r=${fps}:start_scale=${0.03 / (seed + 1)}:end_scale=0.01:maxiter=200,gblur=1,` +
    `crop=${width}:${height}:x='n/4':y=${above},${grain(20, seed)}`,
};

const grain = (strength, seed) => `noise=alls=${strength}:allf=t:all_seed=${seed}`;

/** Two different clips of a kind, in turn, as `count` files in the folder's store. Returns their names. */
export async function clipsOf(kind, folder, { ffmpeg, count, seconds, coding }) {
  await mkdir(join(folder, 'clips'), { recursive: true });
  const made = [];
  for (const seed of [0, 1]) {
    const file = join(folder, `made-${kind}-${seed}.mp4`);
    const picture = `${kinds[kind](seed)},trim=end_frame=${seconds * fps},format=yuv420p`;
    await run(ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture],
      ...['-f', 'lavfi', '-t', String(seconds), '-i', `sine=f=${220 * (seed + 1)}:r=48000`],
      ...['-c:v', 'libx264', ...coding, '-g', '10000', '-x264-params', 'scenecut=0'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
      ...['-c:a', 'aac', '-ar', '48000', '-ac', '2', file],
    ]);
    made.push(file);
  }
  const clips = [];
  for (let i = 0; i < count; i++) clips.push(await adopt(folder, made[i % made.length], i));
  return clips;
}

/** The film without loss: the clips' own frames, of which xfade gets only those of the joins, since it resamples colours. */
export function makeReference(ffmpeg, { folder, clips, seconds, fade }) {
  const length = seconds * fps;
  const even = `settb=1/${fps},setpts=N,fps=${fps}`;
  const cut = (from, to) => `trim=start_frame=${from}:end_frame=${to},${even}`;
  const last = clips.length - 1;
  const graph = clips.flatMap((_, i) => {
    const [head, tail] = [i === 0 ? 0 : fade, i === last ? length : length - fade];
    const ends = i === last ? [] : [`[t${i}]${cut(length - fade, length)}[x${i}]`];
    const begins =
      i === 0
        ? []
        : [
            `[h${i}]${cut(0, fade)}[y${i}]`,
            `[x${i - 1}][y${i}]xfade=duration=${fade / fps}:offset=0,${even}[j${i}]`,
          ];
    const outputs = `[b${i}]${i === last ? '' : `[t${i}]`}${i === 0 ? '' : `[h${i}]`}`;
    return [
      `[${i}:v]${even},split=${i === 0 || i === last ? 2 : 3}${outputs}`,
      `[b${i}]${cut(head, tail)}[m${i}]`,
      ...ends,
      ...begins,
    ];
  });
  const order = clips.map((_, i) => `${i === 0 ? '' : `[j${i}]`}[m${i}]`).join('');
  const inputs = clips.flatMap((clip) => ['-i', join(folder, 'clips', clip)]);
  const joined = `${graph.join(';')};${order}concat=n=${2 * clips.length - 1}:v=1:a=0[v]`;
  const lossless = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-pix_fmt', 'yuv420p'];
  return run(ffmpeg, [
    ...['-v', 'error', '-y', ...inputs, '-filter_complex', joined, '-map', '[v]'],
    ...[...lossless, join(folder, 'lossless.mp4')],
  ]);
}
