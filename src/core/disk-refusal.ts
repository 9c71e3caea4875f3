/** Why the disk refused something, for use within a sentence: "the disk is full". Anything else: the error's own words. */
export function diskRefusal(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EROFS':
      return 'the disk is read-only';
    case 'EIO':
      return 'the disk reports an error (EIO)';
    case 'EFBIG':
      return 'a file would become larger than it may be there';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'ENAMETOOLONG':
      return 'its name is too long for that disk';
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTCONN':
    case 'ESTALE':
      return 'the drive it is on is no longer there';
    case 'ENOLCK':
    // So Node calls it, which has no name for it.
    case 'Unknown system error -37':
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
      return 'the disk lacks something that is needed, such as locks';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file has its name, or the name of a folder above it';
    case 'EISDIR':
      return 'a folder in it has the name of a file';
    case 'ELOOP':
      return 'a symbolic link is in its place, or in that of a file in it';
    case 'ENOENT':
      return 'no folder can be created there';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
