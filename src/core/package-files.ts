import { join } from 'node:path';

/** The folder of the package, whichever file of its `src` or `dist` this is in. */
export const packageRoot = import.meta.dirname.replace(/^(.*)[\\/](src|dist)([\\/].*)?$/, '$1');

/** Absolute paths of the schemas that the package holds: of the storyboard language, the config file, and a film's notes. */
export const schemaFiles = {
  storyboard: join(packageRoot, 'schemas', 'storyboard.schema.json'),
  config: join(packageRoot, 'schemas', 'config.schema.json'),
  notes: join(packageRoot, 'schemas', 'notes.schema.json'),
};
