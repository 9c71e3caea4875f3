import { relative } from 'node:path';

/** A file as somebody in a folder would name it: by the shorter of its two paths. */
export function seenFrom(cwd: string, file: string): string {
  const short = relative(cwd, file) || file;
  return short.length <= file.length ? short : file;
}
