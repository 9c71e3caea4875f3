import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of what the user's projects share, for all tests: nothing of theirs gets into the user's own. */
export default function userState(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-state-'));
  process.env.STORYCUT_STATE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
