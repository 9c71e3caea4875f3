import { join } from 'node:path';
import type { ProviderData } from '../../providers/capabilities.ts';
import { hashIn, isClipName, isFootageName } from '../../store/clips.ts';
import type { Files } from '../../store/files.ts';
import type { Inspection, Stray } from '../../store/inspection.ts';
import type { RecordedClip } from '../../store/recorded-clips.ts';
import type { Needed } from './needed.ts';

/** A file of the store that no storyboard needs. */
export interface GarbageFile {
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  /** Whether it was paid for, or may have been. */
  readonly paid: boolean;
  readonly what: Garbage;
}

export type Garbage =
  /** A clip of the journal, and the place that it was made for. `cost` in US dollars. */
  | {
      readonly kind: 'clip';
      readonly hash: string;
      readonly film: string;
      readonly segment: string;
      readonly take: number;
      readonly cost: number;
    }
  /** A clip that the journal does not name. */
  | { readonly kind: 'stray' }
  /** What was cut off the journal, or replaced by a rebuilt one. */
  | { readonly kind: 'old-journal' }
  /** What a process that was killed left. */
  | { readonly kind: 'temporary' };

/** Clips first, in the order in which they were made. */
export async function garbageIn(
  folder: string,
  files: Files,
  { inspection, needed, providers }: Judging,
): Promise<readonly GarbageFile[]> {
  const clips = join(folder, 'clips');
  const present = new Set(await files.names(clips));
  const unneeded = inspection.clips.filter((clip) => present.has(clip.name) && !isNeeded(clip, needed));
  const strays = inspection.strays.filter((stray) => !mayBeNeeded(stray, needed));
  const beside = await files.names(folder);
  return [
    ...unneeded.map((clip) => ({
      ...{ file: join(clips, clip.name), bytes: clip.bytes, what: whatIs(clip) },
      paid: isPaid(clip, providers),
    })),
    ...strays.map((stray) => ({
      ...{ file: join(clips, stray.name), bytes: stray.bytes, what: { kind: 'stray' } as const },
      paid: mayBePaid(stray, providers),
    })),
    // A clip that was being carried there from another disk.
    ...[...present].filter(isDraftOfClip).map((name) => ({
      ...{ file: join(clips, name), bytes: files.size(join(clips, name)) ?? 0 },
      ...{ paid: false, what: { kind: 'temporary' } as const },
    })),
    ...beside.flatMap((name) => {
      const kind = kindOf(name);
      const file = join(folder, name);
      return kind ? [{ file, bytes: files.size(file) ?? 0, paid: false, what: { kind } }] : [];
    }),
  ];
}

interface Judging {
  readonly inspection: Inspection;
  readonly needed: Needed;
  readonly providers: ReadonlyMap<string, ProviderData>;
}

const isNeeded = ({ name, uses }: RecordedClip, needed: Needed): boolean =>
  needed.unplanned.length > 0 ||
  needed.named.has(name) ||
  uses.some(
    ({ fingerprint, storyboard }) =>
      needed.fingerprints.has(fingerprint) || needed.lost.names.has(storyboard),
  );

/** A storyboard that can't be read may name it. */
const mayBeNeeded = ({ name }: Stray, { named, unplanned, lost }: Needed): boolean =>
  unplanned.length > 0 || lost.unfound.length > 0 || named.has(name);

/** Only what this machine draws itself costs nothing for certain: a provider's price may not be known here. */
const isPaid = ({ uses }: Pick<RecordedClip, 'uses'>, providers: Judging['providers']): boolean =>
  uses.some(
    ({ provider, cost }) =>
      cost > 0 || (provider !== undefined && providers.get(provider)?.standsIn !== true),
  );

/** Footage whose record was lost, or that came as its process was killed. Frames were extracted here. */
const mayBePaid = (stray: Stray, providers: Judging['providers']): boolean =>
  stray.uses.length > 0 ? isPaid(stray, providers) : isFootageName(stray.name);

function whatIs({ name, uses }: RecordedClip): Garbage {
  const [first] = uses;
  return {
    kind: 'clip',
    hash: hashIn(name),
    film: first?.storyboard ?? '',
    segment: first?.segment ?? '',
    take: first?.take ?? 1,
    cost: uses.reduce((sum, { cost }) => sum + cost, 0),
  };
}

const isDraftOfClip = (name: string): boolean =>
  name.endsWith('.new') && isClipName(name.slice(0, -'.new'.length));

function kindOf(name: string): 'old-journal' | 'temporary' | undefined {
  if (/^journal\.(?:cut|before)-\d+$/.test(name)) return 'old-journal';
  return /^journal\..*\.new$|^journal\.rebuilt$/.test(name) ? 'temporary' : undefined;
}
