import type { Chance } from './chance.ts';
import type { Project } from './project.ts';
import type { World } from './world.ts';

/** What another program did to a journal, and how to undo it; undefined where the program can't know. */
export function damageJournal(world: World, project: Project, chance: Chance): (() => void) | undefined {
  const { disk } = world;
  const { folder, journalPath, ledger } = project;
  const journal = disk.read(journalPath);
  const anchor = Number(disk.read(`${folder}/journal.anchor`) ?? Number.NaN);
  if (journal === undefined || ledger.entries.length < 2 || anchor !== ledger.entries.length)
    return undefined;
  const kind = chance.pick(['gone', 'older', 'flipped', 'zeros', 'pointer', 'utf-16'] as const);
  const anchorPath = `${folder}/journal.anchor`;
  const anchorBytes = disk.read(anchorPath);
  const withAnchor = chance.hits(0.3);
  disk.put(journalPath, damaged(kind, journal, chance));
  if (withAnchor) disk.put(anchorPath, undefined);
  world.tell(`the journal is damaged: ${kind}${withAnchor ? ', its anchor gone' : ''}`);
  return () => {
    disk.put(journalPath, journal);
    disk.put(anchorPath, anchorBytes);
  };
}

function damaged(kind: string, journal: Buffer, chance: Chance): Buffer | undefined {
  switch (kind) {
    case 'gone':
      return undefined;
    case 'older': {
      const lines = journal.toString().split('\n').slice(0, -1);
      return Buffer.from(`${lines.slice(0, chance.below(lines.length)).join('\n')}\n`);
    }
    case 'flipped': {
      const flipped = Buffer.from(journal);
      // What is behind the last line was cut short by a kill and never acknowledged: there, nothing is lost.
      const at = chance.below(flipped.lastIndexOf(10));
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << chance.below(8)), at);
      return flipped;
    }
    case 'zeros':
      return Buffer.alloc(journal.length);
    case 'pointer':
      return Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n');
    default:
      return Buffer.from(journal.toString(), 'utf16le');
  }
}

/** Deletes or cuts one of the clips. */
export function damageClip(world: World, { clips: folder, damaged }: Project, chance: Chance): void {
  const clips = world.disk.pathsIn(folder);
  if (clips.length === 0) return;
  const path = chance.pick(clips);
  world.tell(`${path.slice(-20)} is damaged`);
  damaged.add(path);
  world.disk.put(path, chance.hits(0.5) ? undefined : world.disk.read(path)?.subarray(0, 9));
}
