import { relative } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { writtenAround } from '../../store/diagnose.ts';
import { type ClipCondition, type Inspection, inspectStore } from '../../store/inspection.ts';
import type { Refusal } from '../events/run-end.ts';
import type { World } from '../machine/world.ts';
import {
  clipDamaged,
  clipsStray,
  receiptsGone,
  receiptsLacking,
  receiptsPending,
  recordsUnknown,
} from './diagnose.ts';
import { locateStore } from './locate-store.ts';

export interface VerifyRequest {
  /** A storyboard, or its folder; undefined: the working folder. */
  readonly storyboard?: string | undefined;
  /** Told before each clip is read. */
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
}

export interface VerifyProgress {
  readonly clips: number;
  readonly ofClips: number;
  readonly bytes: number;
  readonly ofBytes: number;
}

/** `verify --json`. */
export interface Verified {
  readonly schemaVersion: 1;
  readonly journal: { readonly records: number; readonly whole: boolean };
  /** How many records have a receipt, of how many that there are, or were. */
  readonly receipts: { readonly records: number; readonly of: number };
  readonly clips: {
    /** Those that the journal names. */
    readonly recorded: number;
    /** Of those that are whole. */
    readonly bytes: number;
    readonly missing: number;
    /** Those of other bytes than were recorded. */
    readonly damaged: number;
    /** Those whose bytes can't be read now. */
    readonly unreadable: number;
    /** Files that the journal does not name. */
    readonly strays: number;
  };
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the journal, its receipts, and the bytes of every clip. Changes nothing and takes no lock. */
export async function verifyStore(world: World, request: VerifyRequest): Promise<Result<Verified, Refusal>> {
  const folder = await locateStore(world, request.storyboard);
  if (!folder.ok) return err({ why: 'input', diagnostics: [folder.error] });
  const inspection = await inspectStore(folder.value);
  if (!inspection.ok) return err({ why: 'environment', diagnostics: [inspection.error] });
  const found = inspection.value;
  const named = relative(world.cwd, folder.value);
  const clips = await checkClips(named, found, request);
  const { condition, records, receipts, strays } = found;
  return ok({
    schemaVersion: 1,
    journal: { records, whole: condition.kind !== 'damaged' },
    receipts: { records: receipts.records, of: receipts.of },
    clips: { ...clips.counts, strays: strays.length },
    diagnostics: [...aboutRecords(named, found), ...clips.diagnostics],
  });
}

function aboutRecords(folder: string, { condition, ...found }: Inspection): readonly Diagnostic[] {
  const { lost, orphans, receipts, strays } = found;
  return [
    ...(condition.kind === 'damaged'
      ? [{ ...writtenAround(condition.seq), severity: 'error' } as const]
      : []),
    ...aboutReceipts(receipts),
    ...(lost + orphans > 0 ? [recordsUnknown(Math.max(lost, orphans))] : []),
    ...(strays.length > 0 ? [clipsStray(strays.length, folder)] : []),
  ];
}

function aboutReceipts({ areGone, lacking, pending }: Inspection['receipts']): readonly Diagnostic[] {
  if (areGone && pending > 0) return [receiptsGone(pending)];
  return [
    ...(lacking > 0 ? [receiptsLacking(lacking)] : []),
    ...(pending > 0 ? [receiptsPending(pending)] : []),
  ];
}

async function checkClips(
  folder: string,
  { clips, check }: Inspection,
  { onProgress }: VerifyRequest,
): Promise<{
  readonly counts: Omit<Verified['clips'], 'strays'>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const ofBytes = clips.reduce((sum, clip) => sum + clip.bytes, 0);
  const diagnostics: Diagnostic[] = [];
  const counts = { recorded: clips.length, bytes: 0, missing: 0, damaged: 0, unreadable: 0 };
  let bytes = 0;
  for (const [i, clip] of clips.entries()) {
    onProgress?.({ clips: i, ofClips: clips.length, bytes, ofBytes });
    const condition = await check(clip);
    bytes += clip.bytes;
    if (condition === 'whole') counts.bytes += clip.bytes;
    else {
      counts[countOf(condition)] += 1;
      diagnostics.push(clipDamaged(clip, condition, folder));
    }
  }
  return { counts, diagnostics };
}

function countOf(condition: Exclude<ClipCondition, 'whole'>): 'missing' | 'damaged' | 'unreadable' {
  if (typeof condition === 'object') return 'unreadable';
  return condition === 'missing' ? 'missing' : 'damaged';
}
