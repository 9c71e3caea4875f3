import { unreachable } from '../../src/core/result.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Disturbance } from './disturbance.ts';
import { type LifeEnd, type LifeSettings, live } from './life.ts';
import { type Death, Process } from './process.ts';
import { journalPath, type World } from './world.ts';

/** Runs the film once, or as far as what happens to it lets it. */
export class Runner {
  readonly #world: World;
  readonly #settings: Chance;
  #lives = 0;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#settings = chanceOf(seed, 'settings');
  }

  get lives(): number {
    return this.#lives;
  }

  /** Undefined: it was killed. */
  async run(disturbance: Disturbance = { kind: 'none' }, payAgain = false): Promise<LifeEnd | undefined> {
    const world = this.#world;
    const stop = new AbortController();
    const process = this.#process(disturbance.kind === 'death' ? disturbance.death : undefined);
    world.tell(`${process.name} begins: ${JSON.stringify(disturbance)}`);
    this.#breakDisk(disturbance, process);
    const main = live(world, process, this.#next(payAgain, stop.signal));
    const others: Promise<unknown>[] = [];
    if (disturbance.kind === 'interrupt') world.time.after(disturbance.after, () => stop.abort());
    if (disturbance.kind === 'twin') others.push(this.#twin(disturbance, process));
    const ended = Promise.race([main, process.died.then(() => undefined)]);
    const over = await world.time.drive(Promise.all([ended, ...others]));
    world.disk.faults = undefined;
    if (!over) {
      world.violate('ends', `${process.name} waits for nothing`);
      process.kill();
      return undefined;
    }
    const end = await ended;
    process.kill();
    if (disturbance.kind === 'death' && disturbance.power && end === undefined) world.disk.losePower();
    this.#check(end, disturbance, process);
    return end;
  }

  async pass(ms: number): Promise<void> {
    await this.#world.time.drive(this.#world.time.sleep(ms));
  }

  #process(death?: Death): Process {
    this.#lives += 1;
    return new Process(`run ${this.#lives}`, this.#world.time, death);
  }

  #next(payAgain: boolean, signal: AbortSignal): LifeSettings {
    const concurrency = 1 + this.#settings.below(5);
    return { number: this.#lives, concurrency, keepGoing: this.#settings.hits(0.8), payAgain, signal };
  }

  async #twin({ after, stop }: Extract<Disturbance, { kind: 'twin' }>, first: Process): Promise<void> {
    const world = this.#world;
    await world.time.sleep(after);
    first.stop(stop);
    const twin = this.#process();
    world.tell(`${twin.name} begins beside ${first.name}`);
    const end = await live(world, twin, this.#next(false, new AbortController().signal));
    twin.kill();
    this.#check(end, { kind: 'twin', after, stop }, twin);
  }

  #breakDisk(disturbance: Disturbance, process: Process): void {
    const world = this.#world;
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

  #check(end: LifeEnd | undefined, disturbance: Disturbance, process: Process): void {
    const world = this.#world;
    const isDiskBroken = disturbance.kind === 'sync-fails' || disturbance.kind === 'writes-fail';
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
        if (!isDiskBroken && !isTwin)
          world.violate('opens', `${process.name} can't open the store: ${end.code}`);
        break;
      }
      case 'broken':
        world.tell(`${process.name} broke: ${end.error}`);
        if (!isDiskBroken) world.violate('ends', `${process.name} broke: ${end.error}`);
        break;
      default:
        unreachable(end);
    }
  }
}
