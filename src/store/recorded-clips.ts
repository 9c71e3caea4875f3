import { clipName, hashIn, isFootageName } from './clips.ts';
import type { JournalEntry } from './line.ts';
import type { Intent } from './record.ts';

/** A file that the store should have, according to the journal. */
export interface RecordedClip {
  /** Of its file, within the clips folder. */
  readonly name: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly bytes: number;
  /** The jobs whose result it is; at least one. */
  readonly uses: readonly ClipUse[];
}

/** A job whose result a clip is, and the place that it was made for. */
export interface ClipUse {
  readonly storyboard: string;
  readonly segment: string;
  readonly take: number;
  readonly link: number;
  readonly fingerprint: string;
  /** Absent for a frame, which was extracted on this machine. */
  readonly provider?: string;
  /** US dollars paid. */
  readonly cost: number;
  /** Whether the footage is also at its provider, as far as is known. */
  readonly atProvider: boolean;
}

/** The latest result of each job, by file. */
export function recordedClips(entries: readonly JournalEntry[]): readonly RecordedClip[] {
  const intents = new Map<string, Intent>();
  const results = new Map<string, { readonly clip: ClipFile; readonly use: ClipUse }>();
  for (const entry of entries) {
    if (entry.type === 'intent') intents.set(entry.attempt, entry);
    const use = useIn(entry, intents);
    if (use && (entry.type === 'made' || entry.type === 'frame')) {
      results.set(use.fingerprint, { clip: fileOf(entry), use });
    }
    if (entry.type === 'removed') {
      for (const [name, { clip }] of results) if (clip.hash === entry.clip) results.delete(name);
    }
    if (entry.type === 'deleted') {
      const { fingerprint = '' } = intents.get(entry.attempt) ?? {};
      const result = results.get(fingerprint);
      if (result) results.set(fingerprint, { ...result, use: { ...result.use, atProvider: false } });
    }
  }
  const clips = new Map<string, RecordedClip>();
  for (const { clip, use } of results.values()) {
    const before = clips.get(clip.hash)?.uses ?? [];
    clips.set(clip.hash, { ...clip, uses: [...before, use] });
  }
  return [...clips.values()];
}

type ClipFile = Omit<RecordedClip, 'uses'>;

const fileOf = ({ clip, extension, bytes }: Extract<JournalEntry, { type: 'made' | 'frame' }>): ClipFile => ({
  ...{ name: clipName(clip, extension), hash: clip, bytes },
});

function useIn(entry: JournalEntry, intents: ReadonlyMap<string, Intent>): ClipUse | undefined {
  if (entry.type === 'frame') {
    const { storyboard, segment, take, link, fingerprint } = entry;
    const place = { storyboard, segment, take, link, fingerprint };
    return { ...place, cost: 0, atProvider: false };
  }
  const intent = entry.type === 'made' ? intents.get(entry.attempt) : undefined;
  if (entry.type !== 'made' || intent === undefined) return undefined;
  const { storyboard, segment, take, link, fingerprint } = intent;
  const place = { storyboard, segment, take, link, fingerprint };
  return { ...place, provider: intent.request.provider, cost: entry.cost, atProvider: true };
}

/** By hash of a file, all jobs whose result it ever was: also if it was removed since, or made again as another file. */
export function usesEver(entries: readonly JournalEntry[]): ReadonlyMap<string, readonly ClipUse[]> {
  const intents = new Map<string, Intent>();
  const uses = new Map<string, readonly ClipUse[]>();
  for (const entry of entries) {
    if (entry.type === 'intent') intents.set(entry.attempt, entry);
    const use = useIn(entry, intents);
    if (use && (entry.type === 'made' || entry.type === 'frame')) {
      uses.set(entry.clip, [...(uses.get(entry.clip) ?? []), use]);
    }
  }
  return uses;
}

/** Records of attempts whose intent is nowhere: it isn't known what they were about. */
export function orphans(entries: readonly JournalEntry[]): number {
  const begun = new Set(entries.flatMap((entry) => (entry.type === 'intent' ? [entry.attempt] : [])));
  return entries.filter((entry) => 'attempt' in entry && !begun.has(entry.attempt)).length;
}

/** Of these files among the clips, the footage that no record names. */
export function strayFootage(entries: readonly JournalEntry[], names: readonly string[]): readonly string[] {
  const named = new Set(entries.flatMap((entry) => ('clip' in entry ? [entry.clip] : [])));
  return names.filter((name) => isFootageName(name) && !named.has(hashIn(name)));
}

/**
 * How many of so many stray files no record explains, so that the journal lacks records. Each attempt that had footage to
 * download may have left one, when its process was killed: those without a clip, and those whose clip `isHere` denies. So may
 * each record that a person gave up.
 */
export function unexplained(
  strays: number,
  entries: readonly JournalEntry[],
  isHere: (file: ClipFile) => boolean,
): number {
  const begun = new Set<string>();
  const made = new Map<string, ClipFile>();
  let lost = 0;
  for (const entry of entries) {
    if (entry.type === 'intent') begun.add(entry.attempt);
    if (entry.type === 'made') made.set(entry.attempt, fileOf(entry));
    if (entry.type === 'recovered') lost += entry.lost;
  }
  const downloading = [...begun].filter((attempt) => {
    const clip = made.get(attempt);
    return clip === undefined || !isHere(clip);
  });
  return Math.max(0, strays - lost - downloading.length);
}
