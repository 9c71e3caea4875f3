import { join } from 'node:path';

/** Absolute path of the storyboard language's schema, which stands at the package's root. */
export const schemaFile = (): string => join(import.meta.dirname, '../../schemas/storyboard.schema.json');
