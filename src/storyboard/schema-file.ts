import { join } from 'node:path';
import { packageRoot } from '../core/package-root.ts';

/** Absolute path of the storyboard language's schema, which stands at the package's root. */
export const schemaFile = (): string => join(packageRoot, 'schemas', 'storyboard.schema.json');
