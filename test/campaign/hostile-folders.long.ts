import { test } from 'vitest';
import { holdHostileFolders } from './hostile-folders.ts';

test.skipIf(process.platform === 'win32')(
  'a folder from somebody else reaches nothing outside, whatever is in it',
  async () => {
    console.log(
      `${await holdHostileFolders(1)} hostile project folders, each with eight commands: all refused or harmless`,
    );
  },
);
