import { type Begins, brand, form, isAnimatedPng, isLatm, isPackets, latin, starts } from './file-starts.ts';
import { isChainedOgg } from './joined/chained-ogg.ts';
import { isJpegRow } from './joined/jpeg-row.ts';
import { oddityOf } from './mp4/read-index.ts';
import { isOtherOgg, isOtherWav } from './odd-sound.ts';
import type { OpenFile } from './open-file.ts';

/** A file that is brought into something usual before it is used: mostly one that only ffmpeg reads. */
export interface OddFile {
  readonly name: string;
  /** ffmpeg's name for its format: only that is opened. */
  readonly format: string;
  /** Set if its pictures can't be copied as they are. */
  readonly anew?: true;
  /** Set if its length is known only once it is decoded, and an older ffmpeg decodes it wrong. */
  readonly edited?: true;
  /** Set if it says of no picture when it is shown: they follow each other at one rate. */
  readonly bare?: true;
  /** Set if each of its tracks of sound is a channel, as cameras for television record them. */
  readonly channelTracks?: true;
  /** Set if its first picture is shown at its beginning, though decoders that wait for others count from later. */
  readonly startsAtOnce?: true;
  /** Set if its pictures follow each other at one rate. */
  readonly steady?: true;
  /** Set if its index is read here: its tracks only have to be copied. */
  readonly known?: true;
  /** Set if ffmpeg plays all of the recordings in it, but stumbles over where they meet. */
  readonly joined?: true;
  /** Set if its index is one of pictures (HEIF). */
  readonly photo?: true;
  /** What is in it: films and sound are told apart by what ffmpeg finds. */
  readonly holds: 'recording' | 'image';
}

interface OddKind extends OddFile {
  readonly begins: Begins;
}

const recording = 'recording' as const;
const image = 'image' as const;

/** What begins a unit of a bare stream. */
const starting = ['\x00\x00\x00\x01', '\x00\x00\x01'] as const;

/** By their first bytes. */
const kinds: readonly OddKind[] = [
  {
    ...{ name: 'AVI', format: 'avi', startsAtOnce: true, holds: recording },
    begins: form('RIFF', 'AVI '),
  },
  { name: 'MPEG-TS', format: 'mpegts', holds: recording, begins: isPackets },
  { name: 'MPEG', format: 'mpeg', holds: recording, begins: starts('\x00\x00\x01\xba') },
  {
    name: 'bare MPEG-2',
    format: 'mpegvideo',
    bare: true,
    holds: recording,
    begins: starts('\x00\x00\x01\xb3'),
  },
  { name: 'GIF', format: 'gif', holds: recording, begins: starts('GIF87a', 'GIF89a') },
  { name: 'FLV', format: 'flv', holds: recording, begins: starts('FLV') },
  { name: 'Windows Media', format: 'asf', holds: recording, begins: starts('\x30\x26\xb2\x75') },
  {
    ...{ name: 'MXF', format: 'mxf', channelTracks: true, steady: true, holds: recording },
    begins: starts('\x06\x0e\x2b\x34'),
  },
  // Before 2002 no file said its brand, and cameras kept to that for years.
  {
    ...{ name: 'QuickTime of older cameras', format: 'mov', holds: recording },
    begins: (head) => ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].includes(latin(head, 4, 8)),
  },
  { name: 'DV', format: 'dv', holds: recording, begins: starts('\x1f\x07\x00') },
  {
    ...{ name: 'Motion JPEG of a camera on a network', format: 'mpjpeg', holds: recording },
    begins: (head) => /^(?:\r\n)?--[^\r\n]+\r\nContent-Type: image\/jpe?g\r\n/i.test(latin(head, 0, 300)),
  },
  { name: 'Windows Media Center', format: 'wtv', holds: recording, begins: starts('\xb7\xd8\x00\x20') },
  { name: 'Dahua video', format: 'dhav', holds: recording, begins: starts('DHAV') },
  { name: 'bare VC-1', format: 'vc1', bare: true, holds: recording, begins: starts('\0\0\x01\x0f') },
  { name: 'bare AV1', format: 'obu', bare: true, holds: recording, begins: starts('\x12\0\x0a') },
  { name: 'Dirac', format: 'dirac', bare: true, holds: recording, begins: starts('BBCD') },
  { name: 'VideoCD', format: 'mpeg', holds: recording, begins: form('RIFF', 'CDXA') },
  { name: 'NUT', format: 'nut', holds: recording, begins: starts('nut/multimedia container') },
  { name: 'RealMedia', format: 'rm', holds: recording, begins: starts('.RMF') },
  { name: 'IVF', format: 'ivf', holds: recording, begins: starts('DKIF') },
  // A sequence, or an object where there is none.
  {
    ...{ name: 'bare MPEG-4', format: 'm4v', bare: true, holds: recording },
    begins: starts('\x00\x00\x01\xb0', '\x00\x00\x01\x00\x00\x00\x01\x20'),
  },
  {
    name: 'bare HEVC',
    format: 'hevc',
    bare: true,
    holds: recording,
    begins: starts(...['\x40', '\x46'].flatMap((unit) => starting.map((code) => code + unit))),
  },
  {
    ...{ name: 'bare H.264', format: 'h264', bare: true, holds: recording },
    // A delimiter, a header, or anything after the longer code.
    begins: starts('\x00\x00\x00\x01', '\x00\x00\x01\x09', '\x00\x00\x01\x67', '\x00\x00\x01\x27'),
  },
  {
    name: 'uncompressed video (Y4M)',
    format: 'yuv4mpegpipe',
    holds: recording,
    begins: starts('YUV4MPEG2 '),
  },
  { name: 'Ogg', format: 'ogg', holds: recording, begins: isOtherOgg },
  { name: 'animated PNG', format: 'apng', holds: recording, begins: isAnimatedPng },
  { name: 'WAV in an unusual coding', format: 'wav', holds: recording, begins: isOtherWav },
  { name: 'AIFF', format: 'aiff', holds: recording, begins: form('FORM', 'AIFF', 'AIFC') },
  { name: 'CAF', format: 'caf', holds: recording, begins: starts('caff') },
  { name: 'AU', format: 'au', holds: recording, begins: starts('.snd') },
  { name: 'Wave64', format: 'w64', holds: recording, begins: starts('riff\x2e\x91\xcf\x11') },
  { name: 'AMR', format: 'amr', holds: recording, begins: starts('#!AMR') },
  { name: 'AC-3', format: 'ac3', holds: recording, begins: starts('\x0b\x77') },
  { name: 'DTS', format: 'dts', holds: recording, begins: starts('\x7f\xfe\x80\x01') },
  { name: 'AAC in LATM', format: 'loas', holds: recording, begins: isLatm },
  { name: 'Creative Voice', format: 'voc', holds: recording, begins: starts('Creative Voice File') },
  {
    ...{ name: 'bare TrueHD', format: 'truehd', holds: recording },
    begins: (head) => latin(head, 4, 8) === '\xf8\x72\x6f\xba',
  },
  {
    ...{ name: 'bare MLP', format: 'mlp', holds: recording },
    begins: (head) => latin(head, 4, 8) === '\xf8\x72\x6f\xbb',
  },
  { name: 'RealAudio', format: 'rm', holds: recording, begins: starts('.ra\xfd') },
  { name: 'Qualcomm PureVoice', format: 'qcp', holds: recording, begins: form('RIFF', 'QLCM') },
  { name: 'TAK', format: 'tak', holds: recording, begins: starts('tBaK') },
  {
    ...{ name: 'DSD (DSDIFF)', format: 'iff', holds: recording },
    begins: (head) => latin(head, 0, 4) === 'FRM8' && latin(head, 12, 16) === 'DSD ',
  },
  { name: 'SoX', format: 'sox', holds: recording, begins: starts('.SoX', 'XoS.') },
  {
    ...{ name: 'IRCAM', format: 'ircam', holds: recording },
    begins: starts(...['\x01', '\x02', '\x03', '\x04'].map((machine) => `\x64\xa3${machine}\0`)),
  },
  { name: 'DSD', format: 'dsf', holds: recording, begins: starts('DSD ') },
  { name: 'Musepack', format: 'mpc8', holds: recording, begins: starts('MPCK') },
  { name: 'WavPack', format: 'wv', holds: recording, begins: starts('wvpk') },
  { name: "Monkey's Audio", format: 'ape', holds: recording, begins: starts('MAC ') },
  { name: 'TTA', format: 'tta', holds: recording, begins: starts('TTA1') },
  { name: 'TIFF', format: 'tiff_pipe', holds: image, begins: starts('II*\x00', 'MM\x00*') },
  {
    name: 'BMP',
    format: 'bmp_pipe',
    holds: image,
    begins: (head) => latin(head, 0, 2) === 'BM' && head[14] !== 0,
  },
  {
    name: 'JPEG 2000',
    format: 'j2k_pipe',
    holds: image,
    begins: starts('\x00\x00\x00\x0cjP  ', '\xff\x4f\xff\x51'),
  },
  { name: 'PPM', format: 'ppm_pipe', holds: image, begins: starts('P3\n', 'P6\n', 'P6 ') },
  { name: 'PGM', format: 'pgm_pipe', holds: image, begins: starts('P2\n', 'P5\n', 'P5 ') },
  { name: 'PBM', format: 'pbm_pipe', holds: image, begins: starts('P1\n', 'P4\n', 'P4 ') },
  { name: 'PAM', format: 'pam_pipe', holds: image, begins: starts('P7\n') },
  { name: 'PCX', format: 'pcx_pipe', holds: image, begins: starts('\x0a\x05\x01', '\x0a\x03\x01') },
  { name: 'DDS', format: 'dds_pipe', holds: image, begins: starts('DDS \x7c') },
  { name: 'a Sun raster', format: 'sunrast_pipe', holds: image, begins: starts('\x59\xa6\x6a\x95') },
  { name: 'QOI', format: 'qoi_pipe', holds: image, begins: starts('qoif') },
  { name: 'SGI', format: 'sgi_pipe', holds: image, begins: starts('\x01\xda\x00', '\x01\xda\x01') },
  { name: 'Radiance HDR', format: 'hdr_pipe', holds: image, begins: starts('#?RADIANCE', '#?RGBE') },
  { name: 'an icon (ICO)', format: 'ico', holds: image, begins: starts('\x00\x00\x01\x00') },
  { name: 'DPX', format: 'dpx_pipe', holds: image, begins: starts('SDPX', 'XPDS') },
  { name: 'OpenEXR', format: 'exr_pipe', holds: image, begins: starts('\x76\x2f\x31\x01') },
  { name: 'Photoshop', format: 'psd_pipe', holds: image, begins: starts('8BPS') },
  {
    name: 'JPEG XL',
    format: 'jpegxl_pipe',
    holds: image,
    begins: starts('\xff\x0a', '\x00\x00\x00\x0cJXL '),
  },
  {
    ...{ name: 'HEIC', format: 'mov', holds: image, photo: true },
    begins: brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'mif2', 'msf1'),
  },
  { name: 'AVIF', format: 'mov', holds: image, photo: true, begins: brand('avif') },
];

/** The kind of odd file that begins like this. */
const oddStart = (head: Uint8Array): OddFile | undefined => kinds.find(({ begins }) => begins(head));

const oddMp4s: Readonly<Record<'fragments' | 'edits', OddFile>> = {
  // ffmpeg counts their times otherwise than they say.
  fragments: { name: 'MP4 in fragments', format: 'mov', known: true, holds: 'recording' },
  edits: { name: 'a film with several edits', format: 'mov', anew: true, edited: true, holds: 'recording' },
};

/** Each of its recordings counts its times anew. */
const chained: OddFile = { name: 'Ogg of several recordings', format: 'ogg', joined: true, holds: recording };

const bareMotionJpeg: OddFile = { name: 'bare Motion JPEG', format: 'mjpeg', bare: true, holds: recording };

/** Undefined if other readers read it, or nobody does. */
export async function oddFile(file: OpenFile): Promise<OddFile | undefined> {
  const odd = oddStart(file.head);
  if (odd) return odd;
  if (await isJpegRow(file)) return bareMotionJpeg;
  if (await isChainedOgg(file)) return chained;
  const oddity = await oddityOf(file);
  return oddity === 'fragments' || oddity === 'edits' ? oddMp4s[oddity] : undefined;
}

export const developed = 'Develop it: export it as a JPEG or PNG.';

/** What no ffmpeg reads, by its first bytes: its name, and what to do. */
const refused: readonly { readonly name: string; readonly help: string; readonly begins: RegExp }[] = [
  {
    name: 'a web page',
    help: 'The download went wrong: get the file itself.',
    // Behind the mark of UTF-8, and comments.
    begins: /^(?:ï»¿)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html)/i,
  },
  {
    ...{ name: 'an SVG drawing', help: 'Export it as a PNG, at least as large as it is shown.' },
    begins: /^(?:ï»¿)?\s*<(?:svg[\s>]|[?!][\s\S]*<svg[\s>])/i,
  },
  {
    ...{ name: 'an error message', help: 'The download went wrong: get the file itself.' },
    begins: /^(?:ï»¿)?\s*(?:\[?\s*\{\s*"|<\?xml[^>]*>\s*<(?:Error|error)>)/,
  },
  {
    ...{ name: 'a stand-in for a file in Git LFS', help: 'Get the file itself: run `git lfs pull`.' },
    begins: /^version https:\/\/git-lfs\./,
  },
  {
    ...{ name: 'a playlist', help: 'Download the film that it lists, as one file.' },
    begins: /^(?:#EXTM3U|\[playlist\]|<\?xml[^>]*>\s*<(?:MPD|smil)\b)/,
  },
  { name: 'MIDI, notes without sound', help: 'Export it as WAV.', begins: /^MThd/ },
  {
    ...{ name: 'an animated AVIF', help: 'Export it as MP4, WebM or an animated WebP.' },
    // As its first brand, or as one that it is compatible with.
    begins: /^.{4}ftyp(?:avis|avif.{4}(?:[\w ]{4})*?avis)/s,
  },
  { name: 'a Flash film (SWF)', help: 'Export it as MP4.', begins: /^[FCZ]WS[^A-Za-z]/ },
  { name: 'a PDF', help: 'Export its page as a PNG.', begins: /^%PDF-/ },
  {
    name: 'an archive',
    help: 'Unpack it, and name a file of it.',
    begins: /^(?:PK..|7z|Rar!)/s,
  },
  {
    name: 'a photo as the camera stored it (raw)',
    help: developed,
    begins: /^(?:FUJIFILMCCD-RAW|II[*].{5}CR|IIRO|MMOR|IIU\0|II.{4}HEAPCCDR|\0MRM|FOVb|.{4}ftypcrx )/s,
  },
  {
    ...{ name: 'film as the camera stored it (raw)', help: 'Develop it: export it as ProRes or H.264.' },
    begins: /^(?:.{4}RED[12]|ARRI)/s,
  },
  { name: 'JPEG XR', help: 'Export it as a JPEG or PNG.', begins: /^II\xbc/ },
];

const targaEnds = 'TRUEVISION-XFILE.\0';

/** Whether it is a TGA, which says so at its end alone. */
export const isTarga = async ({ size, read }: OpenFile): Promise<boolean> =>
  size > targaEnds.length &&
  latin(await read(size - targaEnds.length, targaEnds.length), 0, targaEnds.length) === targaEnds;

export const refusedKind = (head: Uint8Array): { readonly name: string; readonly help: string } | undefined =>
  refused.find(({ begins }) => begins.test(latin(head, 0, 4096)));
