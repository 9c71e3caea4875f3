/** In the order in which they are listed for people. Also the file extensions. */
export const formatNames = ['otio', 'edl', 'fcpxml'] as const;

export type FormatName = (typeof formatNames)[number];
