import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders that all tests share, gone when they end. */
export default function sharedFolders(): () => void {
  // What the user's projects share: nothing of the tests' gets into the user's own.
  const state = mkdtempSync(join(tmpdir(), 'storycut-state-'));
  // What commands left that many tests begin with.
  const did = mkdtempSync(join(tmpdir(), 'storycut-did-'));
  // What V8 compiled of the built command: compiling takes longer than most commands of the tests.
  const code = mkdtempSync(join(tmpdir(), 'storycut-code-'));
  process.env.STORYCUT_STATE = state;
  process.env.STORYCUT_TESTS_DID = did;
  process.env.NODE_COMPILE_CACHE = code;
  return () => {
    for (const folder of [state, did, code]) rmSync(folder, { recursive: true, force: true });
  };
}
