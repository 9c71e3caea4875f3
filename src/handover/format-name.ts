/** Timelines for editing software, in the order in which they are listed for people. Also the file extensions. */
const timelineNames = ['otio', 'edl', 'fcpxml'] as const;
/** Tables for spreadsheets, as CSV. A `.csv` file is the first, unless another is asked for. */
const sheetNames = ['shot-list', 'cost-sheet'] as const;
/** In the order in which they are listed for people. */
export const formatNames = [...timelineNames, ...sheetNames] as const;

export type TimelineName = (typeof timelineNames)[number];
export type SheetName = (typeof sheetNames)[number];
export type FormatName = (typeof formatNames)[number];

export const isSheet = (name: FormatName): name is SheetName => sheetNames.some((sheet) => sheet === name);

/** The extension of its files, without the dot. */
export const extensionOf = (name: FormatName): string => (isSheet(name) ? 'csv' : name);
