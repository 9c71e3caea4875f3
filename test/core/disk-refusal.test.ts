import { expect, it } from 'vitest';
import { unusable } from '../../src/store/diagnose.ts';

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'permission denied'],
  ['ELOOP', 'a symbolic link is in its place, or in that of a file in it'],
  ['EIO', 'the disk reports an error (EIO)'],
  ['EFBIG', 'a file would become larger than it may be there'],
  ['EMFILE', 'too many files are open'],
  ['ESTALE', 'the drive it is on is no longer there'],
  ['ENOLCK', 'the disk lacks something that is needed, such as locks'],
  ['Unknown system error -37', 'the disk lacks something that is needed, such as locks'],
  ['EBADF', 'EBADF: i/o error, open'],
])('a folder that gives %s is told in words', (code, why) => {
  const error = Object.assign(new Error(`${code}: i/o error, open`), { code });
  expect(unusable('/film/.storycut', error)).toMatchObject({
    code: 'store-unusable',
    message: `The folder .storycut can't be used: ${why}.`,
  });
});
