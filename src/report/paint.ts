/** Colours a text or, if the stream has no colour, returns it unchanged. Made by `cli/` for each stream. */
export type Paint = (style: Style, text: string) => string;

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

export const plain: Paint = (_style, text) => text;
