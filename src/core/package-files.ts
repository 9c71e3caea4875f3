import { join } from 'node:path';

/** The folder of the package, whichever file of its `src` or `dist` this is in. */
export const packageRoot = import.meta.dirname.replace(/^(.*)[\\/](src|dist)([\\/].*)?$/, '$1');

/** Absolute paths of the schemas that the package holds: of the storyboard language, and of the config file. */
export const schemaFiles = {
  storyboard: join(packageRoot, 'schemas', 'storyboard.schema.json'),
  config: join(packageRoot, 'schemas', 'config.schema.json'),
};
