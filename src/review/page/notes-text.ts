import type { ShownNote } from '../film/shown.ts';

/** The file that `storycut review` reads beside the storyboard: JSON, one note a line, is YAML. */
export const notesAsText = (notes: readonly ShownNote[], storyboard: string): string =>
  [
    `# Notes on ${storyboard}.`,
    notes.length === 0 ? 'notes: []' : 'notes:',
    ...notes.map(({ id: _, ...note }) => `  - ${JSON.stringify(note)}`),
    '',
  ].join('\n');
