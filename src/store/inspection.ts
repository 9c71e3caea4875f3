import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { diskRefusal } from '../core/disk-refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readAnchor } from './anchor.ts';
import { hashIn, isClipName } from './clips.ts';
import { refusal, strange, unusable } from './diagnose.ts';
import type { Files } from './files.ts';
import { readJournal } from './found-journal.ts';
import { nodeFiles } from './node-files.ts';
import { rebuild, recordOf } from './rebuild.ts';
import { allReceipts } from './receipts.ts';
import { type ClipUse, orphans, type RecordedClip, recordedClips, usesEver } from './recorded-clips.ts';
import type { Scan } from './scan.ts';

/** What a store should have, and how it is. */
export interface Inspection {
  readonly records: number;
  readonly condition: Scan['condition'];
  readonly receipts: {
    /** How many records have one, those that the journal has lost too. */
    readonly records: number;
    /** How many records there are, or were. */
    readonly of: number;
    /** How many lack one that the next run does not write by itself. */
    readonly lacking: number;
    /** How many lack one that the next run writes. */
    readonly pending: number;
    /** Whether there were some, and all are gone. */
    readonly areGone: boolean;
  };
  /** How many records of a journal that was rebuilt are in no file any more, as a person accepted. */
  readonly lost: number;
  /** Records of attempts whose intent is nowhere. */
  readonly orphans: number;
  /** According to the journal and its receipts. */
  readonly clips: readonly RecordedClip[];
  /** Files among the clips that no record names any more. */
  readonly strays: readonly Stray[];
  /** How this clip is in the store. */
  check(clip: RecordedClip): Promise<ClipCondition>;
}

export interface Stray {
  readonly name: string;
  readonly bytes: number;
  /** The jobs whose result it was before it was removed, or made again; none: no record names it. */
  readonly uses: readonly ClipUse[];
}

export type ClipCondition =
  | 'whole'
  | 'missing'
  | 'truncated'
  | 'damaged'
  /** Why its bytes can't be read. */
  | { readonly unreadable: string };

/** Reads all but the clips' bytes, without the lock: another process may be writing. */
export async function inspectStore(
  folder: string,
  files: Files = nodeFiles,
): Promise<Result<Inspection, Diagnostic>> {
  try {
    const stranger = await files.strangerIn(folder);
    return stranger ? err(strange(folder, stranger)) : await inspected(folder, files);
  } catch (error) {
    return err(unusable(folder, error));
  }
}

async function inspected(folder: string, files: Files): Promise<Result<Inspection, Diagnostic>> {
  const at = join(folder, 'clips');
  const present = new Set((await files.names(at)).filter(isClipName));
  const receipts = await allReceipts(folder, files);
  const { scan, agreement, copies } = await readJournal(folder, files);
  const { entries, condition } = scan;
  const all = rebuild([entries, ...[...receipts, ...copies].map((file) => file.entries)], 0).entries;
  if (condition.kind === 'newer') return err(refusal(folder, condition));
  const held = new Set(receipts.flatMap((file) => file.entries.map(recordOf)));
  const unheld = entries.filter((entry) => !held.has(recordOf(entry)));
  const lacking = unheld.filter(({ seq }) => seq <= agreement.held).length;
  const clips = recordedClips(all);
  const recorded = new Set(clips.map(({ name }) => name));
  const uses = usesEver(all);
  return ok({
    records: entries.length,
    condition,
    receipts: {
      records: all.filter((entry) => held.has(recordOf(entry))).length,
      of: Math.max(all.length, condition.kind === 'damaged' ? condition.of : 0),
      lacking,
      pending: unheld.length - lacking,
      areGone: receipts.length === 0 && (await readAnchor(folder, files)) !== undefined,
    },
    lost: entries.reduce((sum, entry) => sum + (entry.type === 'recovered' ? entry.lost : 0), 0),
    orphans: orphans(all),
    clips,
    strays: [...present]
      .filter((name) => !recorded.has(name))
      .map((name) => ({
        name,
        bytes: files.size(join(at, name)) ?? 0,
        uses: uses.get(hashIn(name)) ?? [],
      })),
    async check({ name, hash, bytes }) {
      if (!present.has(name)) return 'missing';
      const path = join(at, name);
      if (files.size(path) !== bytes) return 'truncated';
      try {
        return (await files.hash(path)) === hash ? 'whole' : 'damaged';
      } catch (error) {
        return { unreadable: diskRefusal(error) };
      }
    },
  });
}
