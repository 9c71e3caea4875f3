/** In the order in which a person is offered them; also how their files end. */
export const formatNames = ['otio', 'edl', 'fcpxml'] as const;

export type FormatName = (typeof formatNames)[number];
