import { join } from 'node:path';

/** Absolute path of the config file's schema, which stands at the package's root. */
export const schemaFile = (): string => join(import.meta.dirname, '../../schemas/config.schema.json');
