import { join } from 'node:path';

/** The folder of the package, whichever file of its `src` or `dist` this is in. */
export const packageRoot = import.meta.dirname.replace(/^(.*)[\\/](src|dist)([\\/].*)?$/, '$1');

/** Absolute paths of the package's schemas: of storyboards, the config file, a film's notes, and the events of a run. */
export const schemaFiles = {
  storyboard: join(packageRoot, 'schemas', 'storyboard.schema.json'),
  config: join(packageRoot, 'schemas', 'config.schema.json'),
  notes: join(packageRoot, 'schemas', 'notes.schema.json'),
  events: join(packageRoot, 'schemas', 'events.schema.json'),
};
