/** A row of docs/footage.md: what is tried, and what becomes of it. */
interface Row {
  readonly what: string;
  readonly becomes: string;
  readonly file: string;
}

export interface MadeRow extends Row {
  /** For ffmpeg, which makes it from a plain MP4. */
  readonly args: readonly string[];
  /** Whether the film has exactly its frames. Some containers don't say when each is shown. */
  readonly exact?: boolean;
  /** Whether its pictures are in the film as they are. */
  readonly copied?: true;
}

const copied = "copied bit for bit, if its size and rate are the film's";
const brought = 'brought into an MP4 once; its pictures stay as they are';
const encoded = 'encoded once';
const anew = 'brought into an MP4 once, encoded';

export const footageRows: readonly MadeRow[] = [
  { what: 'MP4, H.264 and AAC (`.mp4`)', becomes: copied, file: 'a.mp4', args: ['-c', 'copy'], copied: true },
  { what: 'QuickTime, H.264 (`.mov`)', becomes: copied, file: 'a.mov', args: ['-c', 'copy'], copied: true },
  {
    what: 'MP4 in fragments (`.mp4`)',
    becomes: brought,
    file: 'f.mp4',
    copied: true,
    args: ['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov+delay_moov'],
  },
  {
    what: 'MP4 in fragments, as streams are made of (CMAF, `.mp4`)',
    becomes: brought,
    file: 'cmaf.mp4',
    copied: true,
    args: [
      ...['-bf', '2', '-c:a', 'copy'],
      ...['-movflags', 'frag_keyframe+empty_moov+delay_moov+negative_cts_offsets'],
    ],
  },
  {
    what: 'QuickTime, MPEG-4 and PCM (`.mov`)',
    becomes: encoded,
    file: 'b.mov',
    args: ['-c:v', 'mpeg4', '-q:v', '2', '-c:a', 'pcm_s16le'],
  },
  {
    what: 'QuickTime, ProRes (`.mov`)',
    becomes: encoded,
    file: 'c.mov',
    args: ['-c:v', 'prores', '-c:a', 'pcm_s16le'],
  },
  {
    what: 'QuickTime, Motion JPEG (`.mov`)',
    becomes: encoded,
    file: 'd.mov',
    args: ['-c:v', 'mjpeg', '-q:v', '2', '-c:a', 'pcm_s16le'],
  },
  { what: 'Matroska, H.264 (`.mkv`)', becomes: encoded, file: 'a.mkv', args: ['-c', 'copy'] },
  {
    what: 'WebM, VP8 and Vorbis (`.webm`)',
    becomes: encoded,
    file: 'a.webm',
    args: ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '2M', '-c:a', 'libvorbis'],
  },
  {
    what: 'QuickTime, H.264 in 10 bits and 4:2:2 (`.mov`)',
    becomes: encoded,
    file: 'e.mov',
    args: ['-pix_fmt', 'yuv422p10le', '-c:a', 'pcm_s24le'],
  },
  {
    what: 'odd widths and heights, as of a screen (`.mkv`)',
    becomes: encoded,
    file: 'odd.mkv',
    args: ['-vf', 'scale=161:97', '-pix_fmt', 'yuv444p', '-bf', '0', '-c:a', 'copy'],
  },
  {
    what: 'MP4, AV1 (`.mp4`)',
    becomes: `${encoded}; refused by \`check\` where the ffmpeg at hand can't read it`,
    file: 'av1.mp4',
    args: ['-c:v', 'libaom-av1', '-strict', '-2', '-cpu-used', '8', '-c:a', 'copy', '-frames:v', '24'],
  },
  { what: 'MPEG-TS, H.264 and AAC (`.ts`)', becomes: brought, file: 'a.ts', args: ['-c', 'copy'] },
  {
    what: 'MPEG-TS of camcorders (`.mts`, `.m2ts`)',
    becomes: brought,
    file: 'a.mts',
    args: ['-c', 'copy', '-f', 'mpegts', '-mpegts_m2ts_mode', '1'],
  },
  {
    what: 'MPEG-TS, HEVC (`.ts`)',
    becomes: anew,
    file: 'hevc.ts',
    args: ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-c:a', 'copy'],
  },
  { what: 'FLV, H.264 (`.flv`)', becomes: brought, file: 'a.flv', args: ['-c', 'copy'] },
  {
    what: 'AVI, MPEG-4 and MP3 (`.avi`)',
    becomes: anew,
    file: 'a.avi',
    args: ['-c:v', 'mpeg4', '-q:v', '2', '-c:a', 'libmp3lame'],
    exact: false,
  },
  {
    what: 'AVI, Motion JPEG and PCM (`.avi`)',
    becomes: anew,
    file: 'b.avi',
    args: ['-c:v', 'mjpeg', '-q:v', '2', '-c:a', 'pcm_s16le'],
    exact: false,
  },
  {
    what: 'Windows Media (`.wmv`)',
    becomes: anew,
    file: 'a.wmv',
    args: ['-c:v', 'wmv2', '-q:v', '2', '-c:a', 'wmav2'],
    exact: false,
  },
  {
    what: 'MPEG-2 program stream (`.mpg`)',
    becomes: anew,
    file: 'a.mpg',
    args: ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'mp2', '-f', 'vob'],
    exact: false,
  },
  {
    what: 'MXF, MPEG-2 (`.mxf`)',
    becomes: anew,
    file: 'a.mxf',
    args: ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'pcm_s16le', '-ar', '48000'],
    exact: false,
  },
  {
    what: 'MXF, H.264 in 10 bits and 4:2:2 (XAVC, `.mxf`)',
    becomes: brought,
    file: 'xavc.mxf',
    args: ['-pix_fmt', 'yuv422p10le', '-c:a', 'pcm_s24le', '-ar', '48000', '-f', 'mxf'],
    exact: false,
  },
  {
    what: 'Ogg, Theora (`.ogv`)',
    becomes: anew,
    file: 'a.ogv',
    args: ['-c:v', 'libtheora', '-q:v', '9', '-c:a', 'libvorbis'],
  },
  { what: 'uncompressed (Y4M, `.y4m`)', becomes: anew, file: 'a.y4m', args: ['-an', '-pix_fmt', 'yuv420p'] },
  ...[
    ['bare H.264 (`.h264`)', 'libx264', 'h264'],
    ['bare HEVC (`.hevc`)', 'libx265', 'hevc'],
    ['bare MPEG-2 (`.m2v`)', 'mpeg2video', 'mpeg2video'],
  ].map(([what = '', coding = '', format = '']) => ({
    ...{ what, becomes: anew, file: `bare.${format}` },
    args: ['-an', '-c:v', coding, '-bf', '2', '-q:v', '2', '-x265-params', 'log-level=none', '-f', format],
  })),
  {
    what: 'bare MPEG-4 (`.m4v`)',
    becomes: anew,
    file: 'bare.m4v',
    args: ['-an', '-c:v', 'mpeg4', '-q:v', '2', '-bf', '0', '-f', 'm4v'],
    exact: false,
  },
  {
    what: 'Windows Media Center (`.wtv`)',
    becomes: anew,
    file: 'a.wtv',
    args: ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'mp2'],
    exact: false,
  },
  {
    what: 'bare Motion JPEG (`.mjpeg`)',
    becomes: anew,
    file: 'a.mjpeg',
    args: ['-an', '-q:v', '2', '-f', 'mjpeg'],
    exact: false,
  },
  {
    what: 'Motion JPEG as cameras on networks send it (`.mjpg`)',
    becomes: anew,
    file: 'a.mjpg',
    args: ['-an', '-q:v', '2', '-f', 'mpjpeg'],
    exact: false,
  },
  {
    what: 'PNG, animated (`.png`)',
    becomes: anew,
    file: 'a.png',
    args: ['-an', '-f', 'apng', '-plays', '0'],
    exact: false,
  },
  { what: 'GIF, animated (`.gif`)', becomes: anew, file: 'a.gif', args: ['-an'], exact: false },
];

export const soundRows: readonly MadeRow[] = [
  ...[
    ['WAV (`.wav`)', 'wav', 'pcm_s16le'],
    ['MP3 (`.mp3`)', 'mp3', 'libmp3lame'],
    ['FLAC (`.flac`)', 'flac', 'flac'],
    ['AAC (`.aac`)', 'aac', 'aac'],
    ['AAC in MP4 (`.m4a`)', 'm4a', 'aac'],
    ['Ogg, Vorbis (`.ogg`)', 'ogg', 'libvorbis'],
    ['Windows Media (`.wma`)', 'wma', 'wmav2'],
    ['AIFF (`.aiff`)', 'aiff', 'pcm_s16be'],
    ['Core Audio (`.caf`)', 'caf', 'pcm_s16le'],
    ['AU (`.au`)', 'au', 'pcm_s16be'],
    ['AC-3 (`.ac3`)', 'ac3', 'ac3'],
    ['DTS (`.dts`)', 'dts', 'dca'],
    ['Ogg, FLAC (`.oga`)', 'oga', 'flac'],
    ['Creative Voice (`.voc`)', 'voc', 'pcm_s16le'],
    ['SoX (`.sox`)', 'sox', 'pcm_s32le'],
    ['IRCAM (`.sf`)', 'ircam', 'pcm_s16le'],
    ['bare TrueHD (`.thd`)', 'thd', 'truehd'],
    ['bare MLP (`.mlp`)', 'mlp', 'mlp'],
  ].map(([what = '', ending = '', codec = '']) => ({
    ...{ what, becomes: 'heard as it is', file: `sound.${ending}`, args: ['-c:a', codec, '-strict', '-2'] },
  })),
  ...[
    ['WAV of recorders and games (ADPCM, `.wav`)', 'adpcm_ima_wav'],
    ['WAV of Windows (ADPCM, `.wav`)', 'adpcm_ms'],
    ['WAV that holds MP3 (`.wav`)', 'libmp3lame'],
  ].map(([what = '', codec = '']) => ({
    ...{ what, becomes: 'heard as it is', file: `${codec}.wav`, args: ['-c:a', codec] },
  })),
];

export const imageRows: readonly MadeRow[] = [
  ...[
    ['PNG (`.png`)', 'png'],
    ['JPEG (`.jpg`)', 'jpg'],
    ['WebP (`.webp`)', 'webp'],
  ].map(([what = '', ending = '']) => ({
    what,
    becomes: 'used as it is',
    file: `image.${ending}`,
    args: [],
  })),
  {
    what: 'PNG in 16 bits (`.png`)',
    becomes: 'used as it is',
    file: 'deep.png',
    args: ['-pix_fmt', 'rgb48be'],
  },
  ...[
    ['TIFF (`.tiff`)', 'tiff'],
    ['BMP (`.bmp`)', 'bmp'],
    ['JPEG 2000 (`.jp2`)', 'jp2'],
    ['PPM (`.ppm`)', 'ppm'],
    ['PGM (`.pgm`)', 'pgm'],
    ['SGI (`.sgi`)', 'sgi'],
    ['PCX (`.pcx`)', 'pcx'],
    ['PAM (`.pam`)', 'pam'],
    ['Sun raster (`.sun`)', 'sun'],
    ['GIF of a single picture (`.gif`)', 'gif'],
    ['AVI of a single picture (`.avi`)', 'avi'],
  ].map(([what = '', ending = '']) => ({
    what,
    becomes: 'made a PNG once',
    file: `image.${ending}`,
    args: ['-an'],
  })),
];

export const refusedRows: readonly (Row & { readonly bytes: string; readonly named: string })[] = [
  [
    'SVG (`.svg`)',
    'drawing.svg',
    '<?xml version="1.0"?>\n<!-- A circle -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    'an SVG drawing',
  ],
  ['PDF (`.pdf`)', 'page.pdf', '%PDF-1.7\n', 'a PDF'],
  ['archives (`.zip`)', 'all.zip', 'PK\u0003\u0004 and so on', 'an archive'],
  [
    'an error message in place of a file (`.json`, `.xml`)',
    'film.xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>',
    'an error message',
  ],
  [
    'what Git LFS keeps in place of a file (`.mp4`)',
    'lfs.mp4',
    'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n',
    'a stand-in for a file in Git LFS',
  ],
  ['playlists (`.m3u8`, `.mpd`)', 'film.m3u8', '#EXTM3U\n#EXT-X-VERSION:3\n', 'a playlist'],
  ['MIDI (`.mid`)', 'song.mid', 'MThd\0\0\0\u0006', 'MIDI'],
  [
    'photos as cameras store them (raw: `.cr2`, `.cr3`, `.dng`, `.nef`, `.arw`, `.raf`, `.rw2`, …)',
    'a.rw2',
    'IIU\0\u0018\0\0\0',
    'a photo as the camera stored it (raw)',
  ],
  [
    'TIFF in tiles, with a JPEG in it, or that begins with a smaller copy (`.tiff`)',
    'tiles.tiff',
    'II*\0\b\0\0\0\u0001\0\u0042\u0001\u0003\0\u0001\0\0\0\u0040\0\0\0\0\0\0\0',
    'TIFF in tiles',
  ],
  [
    'JPEG in 12 bits, without loss or in arithmetic coding (`.jpg`)',
    'lossless.jpg',
    '\u00ff\u00d8\u00ff\u00c3\0\u000b\b\0\t\0\t\u0001\u0001\u0011\0',
    'a JPEG without loss',
  ],
  ['TGA (`.tga`)', 'a.tga', '\0\0\u0002 and so on TRUEVISION-XFILE.\0', 'a TGA picture'],
  ['JPEG XR (`.jxr`)', 'a.jxr', 'II\u00bc\u0001\b\0\0\0', 'JPEG XR'],
  ['AVIF, animated (`.avif`)', 'a.avif', '\0\0\0\u0020ftypavis\0\0\0\0', 'an animated AVIF'],
  ['Flash films (`.swf`)', 'a.swf', 'CWS\u0009\0\0\0\0', 'a Flash film (SWF)'],
  ['a web page in place of a file (`.html`)', 'film.html', '<!DOCTYPE html><html>', 'a web page'],
].map(([what = '', file = '', bytes = '', named = '']) => ({
  what,
  becomes: 'refused by `check`, which says what to do',
  file,
  bytes,
  named,
}));
