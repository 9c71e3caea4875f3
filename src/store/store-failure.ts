/**
 * What was to be durable may not be: a write or fsync of the journal failed. The process ends on it and
 * nothing is tried again, since after a failed fsync the kernel may report success for data it has dropped.
 */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}
