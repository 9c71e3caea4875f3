/** How pictures can be coded, by codes of files and of readers: what each ffmpeg since 2018 decodes. */
const common: ReadonlySet<string> = new Set([
  ...['avc', 'avc1', 'avc3', 'hevc', 'hvc1', 'hev1', 'vp8', 'vp08', 'vp9', 'vp09', 'V_VP8', 'V_VP9'],
  ...['mp4v', 'jpeg', 'prores', 'apch', 'apcn', 'apcs', 'apco', 'ap4h', 'ap4x'],
]);

/** The coding's code where it may be one that the ffmpeg at hand lacks. */
export const rareCoding = (code: string | undefined): { readonly rare?: string } =>
  code === undefined || common.has(code) ? {} : { rare: code };
