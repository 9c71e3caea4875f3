/**
 * A write or fsync of the journal failed, so a record may not be durable. The process ends without a retry, since after
 * a failed fsync the kernel may report success for data it has dropped.
 */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}
