/** How pictures can be coded, by codes of files and of readers: what each ffmpeg since 2018 decodes. */
const common: ReadonlySet<string> = new Set([
  ...['avc', 'avc1', 'avc3', 'hevc', 'hvc1', 'hev1', 'vp8', 'vp08', 'vp9', 'vp09', 'V_VP8', 'V_VP9'],
  ...['mp4v', 'jpeg', 'prores', 'apch', 'apcn', 'apcs', 'apco', 'ap4h', 'ap4x'],
]);

/** The same of sound. */
const commonSounds: ReadonlySet<string> = new Set([
  ...['mp4a', '.mp3', 'alac', 'ac-3', 'ec-3', 'Opus', 'fLaC', 'samr', 'sawb', 'ulaw', 'alaw', 'ima4'],
  ...['raw ', 'NONE', 'twos', 'sowt', 'in24', 'in32', 'fl32', 'fl64', 'lpcm', 'ms\0\x11', 'ms\0U'],
  ...['aac', 'mp3', 'opus', 'vorbis', 'flac', 'ac3', 'eac3', 'A_DTS', 'A_TRUEHD', 'A_MPEG/L2'],
]);

/** The coding's code where it may be one that the ffmpeg at hand lacks. */
export const rareCoding = (code: string | undefined): { readonly rare?: string } =>
  code === undefined || common.has(code) ? {} : { rare: code };

/** The same of sound. `config`: AAC's own header, if there is one. */
export function rareSound(code: string | undefined, config?: Uint8Array): { readonly rare?: string } {
  // What came after the first thirty kinds of AAC (ISO/IEC 14496-3, table 1.17), such as xHE-AAC.
  const isLater = config?.[0] !== undefined && config[0] >> 3 === 31;
  if (code === undefined || (!isLater && (commonSounds.has(code) || code.startsWith('pcm-')))) return {};
  return { rare: code };
}

/** What protects films and music that are sold: of ISO files (ISO/IEC 23001-7), and of a shop before there was that. */
const encrypted: ReadonlySet<string> = new Set(['encv', 'enca', 'drmi', 'drms']);

export const isEncrypted = (code: string | undefined): boolean => code !== undefined && encrypted.has(code);

/** Dolby Vision whose pictures can't be shown without it: in the colours IPT, which decoders take for ordinary ones. */
const inOwnColours: ReadonlySet<string> = new Set(['dvh1', 'dvhe', 'dav1']);

export const isInOwnColours = (code: string | undefined): boolean =>
  code !== undefined && inOwnColours.has(code);
