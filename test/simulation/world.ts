import { createHash, type Hash } from 'node:crypto';
import type { Job } from '../../src/planner/plan.ts';
import type { Question } from '../../src/providers/videos-api/exchange.ts';
import type { JournalEntry } from '../../src/store/line.ts';
import { type Chance, chanceOf } from './chance.ts';
import { Disk, sha256 } from './disk.ts';
import { filmOf, plainPrompt, wants } from './film.ts';
import { idOf, Ledger } from './ledger.ts';
import { Network } from './network.ts';
import type { Process } from './process.ts';
import { type MadeJob, Studio } from './studio.ts';
import { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

export const folder = '/film/.storycut';
export const journalPath = `${folder}/journal.jsonl`;
const clips = `${folder}/clips`;

/** No part of it may be found anywhere. */
export const key = 'sk-simQ7fK2pXw9LrTz4VbN8cYh3GdJ6mSaE1uRo5WiP';

/** One seed's world: what is outside of the engine, and what must never happen there. */
export class World {
  readonly time = new VirtualTime(Date.UTC(2026, 0, 1));
  readonly ledger = new Ledger();
  readonly disk: Disk;
  readonly studio: Studio;
  readonly network: Network;
  readonly jobs: readonly Job[];
  readonly wantOf: ReturnType<typeof wants>;
  /** US dollars. */
  maxCost: number | undefined;
  /** What must never happen and did, in words. */
  readonly violations: string[] = [];
  /** Clips that something else damaged. */
  readonly damaged = new Set<string>();
  /** Requests sent so far. */
  sent = 0;
  /** What is kept of the trace; undefined: only its digest. */
  readonly lines: string[] | undefined;
  readonly #posts = new Map<string, number>();
  readonly #unsyncable = new Set<Process>();
  readonly #digest: Hash = createHash('sha256');

  constructor(seed: number, weather: Weather, traced: boolean) {
    const chance = (stream: string): Chance => chanceOf(seed, stream);
    this.lines = traced ? [] : undefined;
    this.jobs = filmOf(chance('film'));
    this.wantOf = wants(this.jobs);
    this.disk = new Disk(chance('disk'), {
      written: (process, path, text) => this.#written(process, path, text),
      synced: (path) => this.#synced(path),
      cut: (path) => {
        if (path === journalPath) this.ledger.reread(this.disk.read(path));
      },
      removed: (path) => {
        if (path.startsWith(`${clips}/`)) this.violate('I6', `${path} was removed`);
      },
      lostPower: () => this.ledger.reread(this.disk.read(journalPath)),
    });
    const watch = {
      created: (job: MadeJob) => this.#created(job),
      asked: (id: string) => this.#asked(id),
    };
    this.studio = new Studio(weather, this.time, chance('studio'), watch, key);
    this.network = new Network(this.studio, this.time, chance('network'), {
      sent: (process, question) => this.#sentBy(process, question),
    });
  }

  tell(line: string): void {
    const told = `${new Date(this.time.now()).toISOString().slice(5, 23)} ${line}`;
    this.#digest.update(`${told}\n`);
    this.lines?.push(told);
  }

  violate(invariant: string, what: string): void {
    this.violations.push(`${invariant}: ${what}`);
    this.tell(`VIOLATION ${invariant}: ${what}`);
  }

  /** A failed fsync: from now on this process may pay for nothing. */
  cannotSync(process: Process): void {
    this.#unsyncable.add(process);
  }

  digest(): string {
    return this.#digest.digest('hex');
  }

  /** How often the film needs what such a job makes. */
  needed(want: string): number {
    return this.jobs.filter((job) => job.kind !== 'frame' && this.wantOf(job.request) === want).length;
  }

  /** Attempts of this want that a person gave up. */
  givenUp(want: string): number {
    const { abandoned, entries } = this.ledger;
    return entries.filter(
      (entry) =>
        entry.type === 'intent' && abandoned.has(entry.attempt) && this.wantOf(entry.request) === want,
    ).length;
  }

  #written(process: Process, path: string, text: string): void {
    if (path !== journalPath) return;
    for (const line of text.trimEnd().split('\n')) this.tell(`${process.name} writes ${line.slice(9, 240)}`);
    if (this.disk.holderOf(`${folder}/lock`) !== process)
      this.violate('I4', `${process.name} writes without the lock`);
    if (this.#unsyncable.has(process)) this.violate('I7', `${process.name} goes on after a failed fsync`);
    this.ledger.append(text);
  }

  #synced(path: string): void {
    if (path !== journalPath) return;
    for (const entry of this.ledger.sync()) {
      this.#checkClip(entry);
      this.#checkLoss(entry);
    }
  }

  /** What the server still has is not lost. */
  #checkLoss(entry: JournalEntry): void {
    if (entry.type !== 'lost') return;
    const known = this.ledger.entries.filter((one) => 'attempt' in one && one.attempt === entry.attempt);
    const there = known
      .map((one) => this.studio.find(idOf(one) ?? ''))
      .find((job) => job && this.studio.isKept(job));
    if (there) this.violate('gone', `${there.id} is given up, and is still there`);
  }

  #checkClip(entry: JournalEntry): void {
    if (entry.type !== 'made' && entry.type !== 'frame') return;
    const path = `${clips}/${entry.clip}.${entry.extension}`;
    const bytes = this.disk.durable(path);
    if (this.damaged.has(path)) return;
    if (bytes === undefined || sha256(bytes) !== entry.clip) {
      this.violate('I5', `the record of ${entry.clip.slice(0, 8)} is durable, its bytes are not`);
    }
  }

  #sentBy(process: Process, { method, path, body, query }: Question): void {
    this.sent += 1;
    this.tell(
      `${process.name} ${method} ${path} ${query?.after ?? ''}${body ? JSON.stringify(body.fields).slice(-80) : ''}`,
    );
    if (method !== 'post') return;
    if (this.#unsyncable.has(process)) this.violate('I7', `${process.name} submits after a failed fsync`);
    const words = `${plainPrompt(String(body?.fields.prompt))} ${Number(body?.fields.seconds)}`;
    const posts = (this.#posts.get(words) ?? 0) + 1;
    this.#posts.set(words, posts);
    const intents = this.ledger.durable.filter(
      (entry) =>
        entry.type === 'intent' && `${plainPrompt(entry.request.prompt)} ${entry.request.seconds}` === words,
    ).length;
    if (intents < posts) this.violate('I1', `submission ${posts} of "${words}" has no durable intent`);
  }

  #created(job: MadeJob): void {
    this.tell(`studio creates ${job.id} (${job.ends}) for ${job.want.slice(-40)}`);
    const now = this.time.now();
    const alive = this.studio.jobs.filter(
      ({ want, ends, done }) => want === job.want && (ends === 'completed' || now < done),
    ).length;
    if (alive >= this.needed(job.want) + this.givenUp(job.want)) {
      this.violate('I2', `${job.id} is paid for twice: ${job.want.slice(-60)}`);
    }
    const paid = [...this.studio.jobs, job].reduce((sum, one) => sum + this.studio.charge(one), 0);
    if (this.maxCost !== undefined && paid > this.maxCost + 1e-9) {
      this.violate('I9', `${paid.toFixed(2)} $ are charged, ${this.maxCost.toFixed(2)} $ were allowed`);
    }
  }

  #asked(id: string): void {
    if (!this.ledger.knows(id)) this.violate('I3', `${id} is used before it is durable`);
  }
}
