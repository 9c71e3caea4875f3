/** Bytes that are read in order, once. */
export interface ByteSource {
  /** Fills all of these with the next bytes. False if there are not enough. */
  fill(targets: readonly Uint8Array[]): Promise<boolean>;
  /** Whether anything is left. */
  hasMore(): boolean;
  close(): Promise<void>;
}

/** Bytes in memory. */
export function bytesOfParts(parts: readonly Uint8Array[]): ByteSource {
  const bytes = Buffer.concat(parts);
  let at = 0;
  return {
    fill: async (targets) => {
      for (const target of targets) {
        if (target.length > bytes.length - at) return false;
        target.set(bytes.subarray(at, at + target.length));
        at += target.length;
      }
      return true;
    },
    hasMore: () => at < bytes.length,
    close: async () => undefined,
  };
}
