import { test } from 'vitest';
import { holdHostileFolders } from './hostile-folders.ts';

test.skipIf(process.platform === 'win32')(
  'a folder from somebody else reaches nothing outside: every 23rd of its ways',
  async () => {
    await holdHostileFolders(23, 1);
  },
);
