import { unreachable } from '../../src/core/result.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Disturbance } from './disturbance.ts';
import { type LifeEnd, type LifeSettings, live } from './life.ts';
import { type Death, Process } from './process.ts';
import type { Project } from './project.ts';
import type { World } from './world.ts';

/** A process at work. */
interface Running {
  readonly process: Process;
  readonly disturbance: Disturbance;
  /** How it ended; undefined: it was killed. */
  readonly end: Promise<LifeEnd | undefined>;
  /** Together with whatever was begun beside it. */
  readonly over: Promise<unknown>;
}

/** A run of another project at the same time. */
export interface Beside {
  readonly runner: Runner;
  readonly disturbance: Disturbance;
  /** Milliseconds after the first. */
  readonly after: number;
}

interface RunOptions {
  readonly payAgain?: boolean;
  readonly beside?: Beside | undefined;
}

/** Runs a project's film once, or as far as what happens to it lets it. */
export class Runner {
  readonly #world: World;
  readonly #project: Project;
  readonly #settings: Chance;
  #lives = 0;
  #processes: Process[] = [];

  constructor(world: World, project: Project, seed: number) {
    this.#world = world;
    this.#project = project;
    this.#settings = chanceOf(seed, `settings of ${project.name}`);
  }

  get lives(): number {
    return this.#lives;
  }

  /** Undefined: it was killed. */
  async run(
    disturbance: Disturbance = { kind: 'none' },
    options: RunOptions = {},
  ): Promise<LifeEnd | undefined> {
    const world = this.#world;
    const { payAgain = false, beside } = options;
    const main = this.#start(disturbance, payAgain);
    const other = beside ? beside.runner.#start(beside.disturbance, false, beside.after) : undefined;
    const all = other ? [main, other] : [main];
    const isPower = disturbance.kind === 'death' && disturbance.power;
    if (isPower) main.process.atDeath(() => beside?.runner.kill());
    const isOver = await world.time.drive(Promise.all(all.map(({ over }) => over)));
    const isDiskBroken = world.disk.faults !== undefined;
    world.disk.faults = undefined;
    if (!isOver) {
      world.violate('ends', `${all.map(({ process }) => process.name)} wait for nothing`);
      for (const { process } of all) process.kill();
      return undefined;
    }
    const ends = await Promise.all(all.map(({ end }) => end));
    for (const { process } of all) process.kill();
    if (isPower && ends[0] === undefined) world.disk.losePower();
    for (const [n, running] of all.entries()) this.#check(ends[n], running, isDiskBroken);
    return ends[0];
  }

  #start(disturbance: Disturbance, payAgain: boolean, after = 0): Running {
    const world = this.#world;
    const stop = new AbortController();
    const process = this.#process(disturbance.kind === 'death' ? disturbance.death : undefined);
    process.mayGiveUp = payAgain;
    world.tell(`${process.name} begins: ${JSON.stringify(disturbance)}`);
    this.#breakDisk(disturbance, process);
    const settings = this.#next(payAgain, stop.signal);
    const life = world.time.sleep(after).then(() => live(world, process, settings));
    const end = Promise.race([life, process.died.then(() => undefined)]);
    const others: Promise<unknown>[] = [];
    if (disturbance.kind === 'interrupt') world.time.after(after + disturbance.after, () => stop.abort());
    if (disturbance.kind === 'twin') others.push(this.#twin(disturbance, process));
    return { process, disturbance, end, over: Promise.all([end, ...others]) };
  }

  #process(death?: Death): Process {
    this.#lives += 1;
    const process = new Process(`run ${this.#lives}`, this.#project, this.#world.time, death);
    this.#processes = this.#processes.filter(({ isDead }) => !isDead).concat(process);
    return process;
  }

  /** All of its processes, at once. */
  kill(): void {
    for (const process of this.#processes) process.kill();
  }

  #next(payAgain: boolean, signal: AbortSignal): LifeSettings {
    const concurrency = 1 + this.#settings.below(5);
    const number = this.#lives + 1000 * this.#world.projects.indexOf(this.#project);
    return { number, concurrency, keepGoing: this.#settings.hits(0.8), payAgain, signal };
  }

  async #twin({ after, stop }: Extract<Disturbance, { kind: 'twin' }>, first: Process): Promise<void> {
    const world = this.#world;
    await world.time.sleep(after);
    first.stop(stop);
    const twin = this.#process();
    world.tell(`${twin.name} begins beside ${first.name}`);
    const life = live(world, twin, this.#next(false, new AbortController().signal));
    const end = await Promise.race([life, twin.died.then(() => undefined)]);
    twin.kill();
    this.#check(
      end,
      { process: twin, disturbance: { kind: 'twin', after, stop } },
      world.disk.faults !== undefined,
    );
  }

  #breakDisk(disturbance: Disturbance, process: Process): void {
    const world = this.#world;
    const { journalPath } = this.#project;
    if (disturbance.kind === 'sync-fails') {
      let syncs = 0;
      world.disk.faults = {
        write: () => undefined,
        sync(path) {
          if (path !== journalPath || ++syncs !== disturbance.at) return;
          world.cannotSync(process);
          throw new Error('EIO: fsync');
        },
      };
    }
    if (disturbance.kind === 'writes-fail') {
      world.disk.faults = {
        sync: () => undefined,
        write: () => {
          if (this.#settings.hits(disturbance.share)) throw new Error('ENOSPC: no space left on device');
        },
      };
    }
  }

  #check(
    end: LifeEnd | undefined,
    { process, disturbance }: Pick<Running, 'process' | 'disturbance'>,
    isBroken: boolean,
  ): void {
    const world = this.#world;
    switch (end?.kind) {
      case undefined:
        world.tell(`${process.name} was killed`);
        break;
      case 'ended': {
        const { failures, ...counts } = end.outcome;
        world.tell(`${process.name} ended: ${JSON.stringify(counts)}`);
        break;
      }
      case 'refused': {
        const isTwin = disturbance.kind === 'twin' && end.code === 'store-locked';
        world.tell(`${process.name} was refused: ${end.code}`);
        if (!isBroken && !isTwin) world.violate('opens', `${process.name} can't open the store: ${end.code}`);
        break;
      }
      case 'broken':
        world.tell(`${process.name} broke: ${end.error}`);
        if (!isBroken) world.violate('ends', `${process.name} broke: ${end.error}`);
        break;
      default:
        unreachable(end);
    }
  }
}
