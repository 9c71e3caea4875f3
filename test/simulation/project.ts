import type { Job } from '../../src/planner/plan.ts';
import type { JournalEntry } from '../../src/store/line.ts';
import type { Chance } from './chance.ts';
import { filmOf, wants } from './film.ts';
import { Ledger } from './ledger.ts';

/** One of the projects of a machine: its folder, its film, and what its journal says. */
export class Project {
  readonly name: string;
  /** Its state folder. */
  readonly folder: string;
  readonly journalPath: string;
  readonly clips: string;
  readonly ledger = new Ledger();
  readonly jobs: readonly Job[];
  readonly wantOf: ReturnType<typeof wants>;
  /** US dollars. */
  maxCost: number | undefined;
  /** Clips that something else damaged. */
  readonly damaged = new Set<string>();

  constructor(name: string, chance: Chance) {
    this.name = name;
    this.folder = `/${name}/.storycut`;
    this.journalPath = `${this.folder}/journal.jsonl`;
    this.clips = `${this.folder}/clips`;
    this.jobs = filmOf(chance);
    this.wantOf = wants(this.jobs);
  }

  /** US dollars that its film costs. */
  get price(): number {
    return this.jobs.reduce((sum, { cost }) => sum + cost, 0);
  }

  /** How many paid jobs its film may have of this want: what it needs, and once more for each that a person gave up. */
  allowed(want: string): number {
    const needed = this.jobs.filter(
      (job) => job.kind !== 'frame' && this.wantOf(job.request) === want,
    ).length;
    return needed + this.givenUp(want);
  }

  /** Attempts of this want that a person gave up. */
  givenUp(want: string): number {
    const { abandoned, entries } = this.ledger;
    return entries.filter(
      (entry) =>
        entry.type === 'intent' && abandoned.has(entry.attempt) && this.wantOf(entry.request) === want,
    ).length;
  }

  /** The path of the clip that a record tells of. */
  clipPath = ({ clip, extension }: Extract<JournalEntry, { type: 'made' | 'frame' }>): string =>
    `${this.clips}/${clip}.${extension}`;
}
