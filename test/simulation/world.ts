import { createHash, type Hash } from 'node:crypto';
import type { Question } from '../../src/providers/videos-api/exchange.ts';
import type { JournalEntry } from '../../src/store/line.ts';
import { type Chance, chanceOf } from './chance.ts';
import { Disk, sha256 } from './disk.ts';
import { plainPrompt } from './film.ts';
import { attemptOf, entriesIn, idOf, isGivenUp, type Ledger } from './ledger.ts';
import { Network } from './network.ts';
import type { Process } from './process.ts';
import { Project } from './project.ts';
import { type MadeJob, Studio } from './studio.ts';
import { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

/** No part of it may be found anywhere. */
export const key = 'sk-simQ7fK2pXw9LrTz4VbN8cYh3GdJ6mSaE1uRo5WiP';

/** One seed's world: what is outside of the engine, and what must never happen there. */
export class World {
  readonly time = new VirtualTime(Date.UTC(2026, 0, 1));
  readonly disk: Disk;
  readonly studio: Studio;
  readonly network: Network;
  /** All of one account. */
  readonly projects: readonly Project[];
  /** What must never happen and did, in words. */
  readonly violations: string[] = [];
  /** Requests sent so far. */
  sent = 0;
  /** What is kept of the trace; undefined: only its digest. */
  readonly lines: string[] | undefined;
  readonly #posts = new Map<string, number>();
  readonly #unsyncable = new Set<Process>();
  readonly #digest: Hash = createHash('sha256');

  constructor(seed: number, weather: Weather, { traced = false, projects = 1 }) {
    const chance = (stream: string): Chance => chanceOf(seed, stream);
    this.lines = traced ? [] : undefined;
    const copied = chance('copied').hits(0.5);
    this.projects = ['film', 'other']
      .slice(0, projects)
      .map((name) => new Project(name, chance(copied ? 'film' : name)));
    this.disk = new Disk(chance('disk'), this.time.sleep, {
      written: (process, path, text) => this.#written(process, path, text),
      synced: (path) => this.#synced(path),
      cut: (path) => this.#ofJournal(path)?.reread(this.disk.read(path)),
      removed: (path) => {
        if (this.projects.some(({ clips }) => path.startsWith(`${clips}/`)))
          this.violate('I6', `${path} was removed`);
      },
      lostPower: () => {
        for (const project of this.projects) this.reread(project);
      },
    });
    this.disk.syncs = weather.syncs;
    const watch = {
      created: (job: MadeJob) => this.#created(job),
      asked: (id: string) => this.#asked(id),
    };
    this.studio = new Studio(weather, this.time, chance('studio'), watch, key);
    this.network = new Network(this.studio, this.time, chance('network'), {
      sent: (process, question) => this.#sentBy(process, question),
    });
  }

  /** After something else changed the journal. */
  reread({ ledger, journalPath }: Project): void {
    ledger.reread(this.disk.read(journalPath));
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

  /** A failed fsync: this process may pay for nothing, as soon as it has been told. */
  cannotSync(process: Process): void {
    setImmediate(() => this.#unsyncable.add(process));
  }

  digest(): string {
    return this.#digest.digest('hex');
  }

  /** What the server made for it. */
  jobsOf = ({ name }: Project): readonly MadeJob[] =>
    this.studio.jobs.filter(({ project }) => project === name);

  #ofJournal = (path: string): Ledger | undefined =>
    this.projects.find(({ journalPath }) => journalPath === path)?.ledger;

  #written(process: Process, path: string, text: string): void {
    const ledger = this.#ofJournal(path);
    if (ledger === undefined) return;
    for (const line of text.trimEnd().split('\n')) this.tell(`${process.name} writes ${line.slice(9, 240)}`);
    if (
      path !== process.project.journalPath ||
      this.disk.holderOf(`${process.project.folder}/lock`) !== process
    )
      this.violate('I4', `${process.name} writes without the lock`);
    if (this.#unsyncable.has(process)) this.violate('I7', `${process.name} goes on after a failed fsync`);
    if (!process.mayGiveUp && entriesIn(text).some(isGivenUp))
      this.violate('I14', `${process.name} gives up what was paid for, unasked`);
    ledger.append(text);
  }

  #synced(path: string): void {
    const project = this.projects.find(({ journalPath }) => journalPath === path);
    if (project === undefined) return;
    for (const entry of project.ledger.sync()) {
      this.#checkClip(entry, project);
      this.#checkLoss(entry, project);
      this.#checkOwner(entry, project);
    }
  }

  /** What the server still has is not lost. */
  #checkLoss(entry: JournalEntry, { ledger }: Project): void {
    if (entry.type !== 'lost') return;
    const known = ledger.entries.filter((one) => 'attempt' in one && one.attempt === entry.attempt);
    const there = known
      .map((one) => this.studio.find(idOf(one) ?? ''))
      .find((job) => job && this.studio.isKept(job));
    if (there) this.violate('gone', `${there.id} is given up, and is still there`);
  }

  #checkClip(entry: JournalEntry, { clipPath, damaged }: Project): void {
    if (entry.type !== 'made' && entry.type !== 'frame') return;
    const path = clipPath(entry);
    const bytes = this.disk.durable(path);
    if (damaged.has(path)) return;
    if (bytes === undefined || sha256(bytes) !== entry.clip) {
      this.violate('I5', `the record of ${entry.clip.slice(0, 8)} is durable, its bytes are not`);
    }
  }

  /** No project takes what another one's submission created, and no attempt what another has. */
  #checkOwner(entry: JournalEntry, { name, ledger }: Project): void {
    const job = this.studio.find(idOf(entry) ?? '');
    if (job === undefined) return;
    if (job.project !== name) this.violate('account', `${name} takes ${job.id} of ${job.project}`);
    const taken = ledger.entries.some(
      (other) => attemptOf(other) !== attemptOf(entry) && this.studio.find(idOf(other) ?? '') === job,
    );
    if (taken) this.violate('I2', `two attempts have ${job.id}`);
  }

  #sentBy(process: Process, { method, path, body, query }: Question): void {
    this.sent += 1;
    this.tell(
      `${process.name} ${method} ${path} ${query?.after ?? ''}${body ? JSON.stringify(body.fields).slice(-80) : ''}`,
    );
    if (method !== 'post') return;
    if (this.#unsyncable.has(process)) this.violate('I7', `${process.name} submits after a failed fsync`);
    const words = `${plainPrompt(String(body?.fields.prompt))} ${Number(body?.fields.seconds)}`;
    const { name, ledger } = process.project;
    const posts = (this.#posts.get(`${name} ${words}`) ?? 0) + 1;
    this.#posts.set(`${name} ${words}`, posts);
    const intents = ledger.durable.filter(
      (entry) =>
        entry.type === 'intent' && `${plainPrompt(entry.request.prompt)} ${entry.request.seconds}` === words,
    ).length;
    if (intents < posts) this.violate('I1', `submission ${posts} of "${words}" has no durable intent`);
  }

  #created(job: MadeJob): void {
    this.tell(`studio creates ${job.id} (${job.ends}) for ${job.project}, ${job.want.slice(-40)}`);
    const project = this.projects.find(({ name }) => name === job.project);
    if (project === undefined) throw new Error(`no project ${job.project}`);
    const now = this.time.now();
    const theirs = this.jobsOf(project);
    const alive = theirs.filter(
      ({ want, ends, done }) => want === job.want && (ends === 'completed' || now < done),
    ).length;
    if (alive >= project.allowed(job.want)) {
      this.violate('I2', `${job.id} is paid for twice: ${job.want.slice(-60)}`);
    }
    const paid = [...theirs, job].reduce((sum, one) => sum + this.studio.charge(one), 0);
    const { maxCost } = project;
    if (maxCost !== undefined && paid > maxCost + 1e-9) {
      this.violate('I9', `${paid.toFixed(2)} $ are charged, ${maxCost.toFixed(2)} $ were allowed`);
    }
  }

  #asked(id: string): void {
    if (!this.projects.some(({ ledger }) => ledger.knows(id)))
      this.violate('I3', `${id} is used before it is durable`);
  }
}
