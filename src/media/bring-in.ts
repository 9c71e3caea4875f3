import { leastOfFields } from './any-track.ts';
import { bareRate } from './ask-ffmpeg.ts';
import { hidesOrder } from './avc/hidden-order.ts';
import { fromFullRange } from './encoding.ts';
import { type FfmpegJob, runFfmpeg } from './ffmpeg.ts';
import { lacksParts } from './lacking-parts.ts';
import { lookThroughPackets } from './lost-packets.ts';
import type { OddFile } from './odd-files.ts';
import { isOld } from './old-ffmpeg.ts';
import { readFootage } from './read-footage.ts';
import { type ToldPicture, toldPicture } from './told-picture.ts';
import { mergedTracks, ownMix } from './told-sound.ts';
import type { Tools } from './tools.ts';

/** A recording, and the format in which ffmpeg is to open it. */
export interface Brought
  extends Pick<OddFile, 'format' | 'anew' | 'bare' | 'known' | 'channelTracks' | 'startsAtOnce' | 'steady'> {
  readonly file: string;
  /** Arguments before its name. */
  readonly args?: readonly string[];
}

/** What was brought in. */
export interface BroughtIn {
  /** Whether ffmpeg found damage; what is only copied is not looked into. */
  readonly damaged: boolean;
}

/** Whether a draft will do. It is asked for each way, until one does. */
type Serves = (draft: string) => Promise<boolean>;

/**
 * Brings a recording of an odd kind into an MP4 at `draft`: the one place where anybody's footage is made usual. Its pictures
 * stay as they are where an MP4 with H.264 holds them. Undefined if it can't be read.
 */
export async function bringIntoMp4(
  tools: Tools,
  { file, format, args = [], anew, bare, known, channelTracks, startsAtOnce, steady }: Brought,
  draft: string,
  { serves = async () => true, signal }: { readonly serves?: Serves; readonly signal?: AbortSignal } = {},
): Promise<BroughtIn | undefined> {
  const plain = { file, args: ['-f', format, ...args] };
  let told: Promise<ToldPicture> | undefined;
  const picture = (): Promise<ToldPicture> => {
    told ??= toldPicture(tools, file, plain.args);
    return told;
  };
  // What is lost of it would pass unnoticed, so only where pictures may be out of order.
  const isCounted = bare || (steady && (await picture()).coding === 'h264');
  const rate = isCounted ? await bareRate(tools, file, format) : undefined;
  const atRate = rate ? { file, args: [...plain.args, '-r', rate] } : plain;
  const isPackets = format === 'mpegts';
  const packets = isPackets ? await lookThroughPackets(file) : undefined;
  const lost = packets ? packets.lost > 0 : await lacksParts(file);
  const merged = channelTracks && (await mergedTracks(tools, plain));
  const mix = await ownMix(tools, { ...plain, track: 0 });
  for (const { encodes, copies, ...way } of ways) {
    if (encodes ? known : (anew ?? bare)) continue;
    if (copies && (merged || packets?.isJoined)) continue;
    const input = encodes ? atRate : plain;
    // What is copied is mixed when it is decoded.
    const heard = copies
      ? asStored
      : soundOf({ merged, mix, gaps: packets?.isJoined ? 'exact' : encodes ? 'some' : 'none' });
    // What is lost between packets or parts was looked for: where two recordings meet, nothing is.
    let damaged = lost || ('tolerant' in way && !isPackets);
    const onDamage = (line: string): void => {
      damaged ||= !(isPackets && isOfPackets.test(line));
    };
    const shown = encodes ? inItsColours(tools, await picture(), startsAtOnce) : { args: pictures };
    const graph = [shown.graph, heard.graph].filter((one) => one !== undefined).join(';');
    const run = {
      ...{ inputs: [input], output: draft, ...way, ...(graph && { graph }) },
      args: [...shown.args, ...heard.args, ...inMp4],
    };
    const made = await runFfmpeg(tools, run, { onDamage, ...(signal && { signal }) });
    if (signal?.aborted) return undefined;
    const kept = made.ok && !encodes && (await isUsual(draft, known));
    if (made.ok && (encodes || kept) && (await serves(draft))) return { damaged };
  }
  return undefined;
}

/** What ffmpeg says of packets, not of pictures or sound. */
const isOfPackets = /^\[(?:mpegts|in#)|corrupt (?:input packet|decoded frame)/;

/**
 * Other codings than H.264 can't be copied into a film. What is read here anyhow is encoded when it is cut, and so is high
 * dynamic range, which would not survive being encoded twice.
 */
async function isUsual(draft: string, known: true | undefined): Promise<boolean> {
  const facts = await readFootage(draft).catch(() => undefined);
  if (known) return facts !== undefined;
  // Some containers don't say when pictures are shown. What is decoded is in order.
  if (facts?.avc && (await hidesOrder(draft, facts.avc))) return false;
  return facts?.avc !== undefined || facts?.highRange !== undefined;
}

const inMp4 = [
  '-f',
  'mp4',
  '-movflags',
  '+faststart+write_colr',
  '-fflags',
  '+bitexact',
  '-map_metadata',
  '-1',
];
const pictures = ['-map', '0:V:0', '-c:v', 'copy'];
const firstSound = ['-map', '0:a:0?'];
/**
 * With its own channels, since those are brought together where sound is decoded: ffmpeg would make one channel 3 dB quieter on
 * both sides, and more than two louder or quieter than the same sound in an MP4.
 */
const sound = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-flags:a', '+bitexact'];
const encoding = [
  ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '14', '-bf', '0'],
  ...['-pix_fmt', 'yuv420p', '-threads:v', '1'],
];

/**
 * Otherwise ffmpeg would count time in pictures, and move those between two of them by up to half a picture: all of them, where
 * sound begins earlier. A last picture has to last, or an MP4 would not show it.
 */
function atTheirTimes(tools: Tools, rate = mostUnits): readonly string[] {
  if (!isOld(tools)) return ['-enc_time_base', '1:360000', '-bsf:v', 'setts=duration=max(DURATION\\,360)'];
  // It lasts for one unit, if that is longer than a millisecond.
  const units = rate * Math.max(1, Math.floor(mostUnits / rate));
  return ['-enc_time_base', `1000:${Math.round(Math.min(mostUnits, units) * 1000)}`];
}

/** In a second. */
const mostUnits = 999;

/** Encoding a recording with the colours that it says it has: before version 5, ffmpeg forgets them. */
function inItsColours(
  tools: Tools,
  { matrix: said, transfer, fullRange, rgb, clear, rate, side = leastOfFields }: ToldPicture,
  startsAtOnce: true | undefined,
): Pick<FfmpegJob, 'graph' | 'args'> {
  const matrix = rgb ? 'bt709' : said;
  const colours = [
    ...(matrix ? [`colorspace=${matrix}`] : []),
    ...(transfer ? [`color_trc=${transfer}:color_primaries=bt2020`] : []),
  ].join(':');
  const filters = [
    ...(startsAtOnce ? ['setpts=PTS-STARTPTS'] : []),
    // A size that changes on the way becomes the first one.
    `scale=${fullRange ? fromFullRange : ''}${rgb ? 'out_color_matrix=bt709:' : ''}out_range=tv`,
    ...(rgb ? ['format=yuv420p'] : []),
    ...(side >= leastOfFields ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    // As H.264 needs them.
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
    ...(colours ? [`setparams=${colours}`] : []),
  ];
  const named = [
    ...(matrix ? ['-colorspace', matrix] : []),
    ...(transfer ? ['-color_trc', transfer, '-color_primaries', 'bt2020'] : []),
  ];
  return {
    graph: `[0:V:0]${clear ? `${clear.onBlack},` : ''}${filters.join(',')}[v]`,
    args: [
      '-map',
      '[v]',
      ...(isOld(tools) ? ['-vsync', 'vfr'] : []),
      ...atTheirTimes(tools, rate),
      ...named,
      ...encoding,
    ],
  };
}

interface Heard {
  readonly graph?: string;
  readonly args: readonly string[];
}

const asStored: Heard = { args: [...firstSound, '-c:a', 'copy'] };

interface Sounding {
  /** A graph that makes one of several tracks. */
  readonly merged: string | undefined;
  /** Filters that mix the first. */
  readonly mix: string | undefined;
  /** How far it keeps to its times where these leave gaps or overlap. */
  readonly gaps: keyof typeof timing;
}

const timing = {
  none: [],
  // Where times begin anew, sound would go back by a part of a packet, which ends an encoding.
  some: ['aresample=async=1'],
  // The sound of each recording begins earlier than its pictures, and ends later: what overlaps would delay all that follows.
  exact: ['aresample=async=1:min_hard_comp=0.01'],
} as const;

function soundOf({ merged, mix, gaps }: Sounding): Heard {
  if (merged !== undefined)
    return { graph: `${merged},alimiter=level=0[a]`, args: ['-map', '[a]', ...sound] };
  const filters = [...timing[gaps], ...(mix === undefined ? [] : [mix, 'alimiter=level=0'])];
  const filtered = filters.length > 0 ? ['-af', filters.join(',')] : [];
  return { args: [...firstSound, ...filtered, ...sound] };
}

/** From what changes least to what always works. */
const ways = [
  { encodes: false, copies: true },
  { encodes: false, copies: false },
  { encodes: true, copies: false },
  { encodes: true, copies: false, tolerant: true as const },
];
