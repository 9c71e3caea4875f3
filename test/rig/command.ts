import { join } from 'node:path';

/** The built command: what users run. `npm test` builds it first. */
export const command = join(import.meta.dirname, '../../dist/cli/main.js');
