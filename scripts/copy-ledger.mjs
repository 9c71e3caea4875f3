// The compiler leaves files in other languages behind.
import { cpSync } from 'node:fs';
import { join } from 'node:path';

const studio = join(import.meta.dirname, '../studio');
cpSync(join(studio, 'src/ledger'), join(studio, 'dist/ledger'), { recursive: true });
