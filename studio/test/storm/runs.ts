import type { ChildProcess } from 'node:child_process';
import { type Books, type Films, prepareGround } from './ground.ts';
import { starter } from './processes.ts';
import { countedBefore, holdWeather, pick, type Weather } from './weather.ts';

/** A storm over processes that each run a film. */
export interface RunStorm extends Films, Omit<Weather, 'stop'> {
  /** At once. */
  readonly processes: number;
}

interface Outcome extends Books {
  /** While there was something to make. */
  readonly kills: number;
  readonly stops: number;
  readonly seconds: number;
}

const FAST = 20;
/** In the processes' own time longer than the fence lets send. Milliseconds. */
const STOP = 6000;

/** Makes films on several machines at once, each by any process, while these are killed and stopped; then lets them end. */
export async function holdRunStorm(storm: RunStorm): Promise<Outcome> {
  const begun = Date.now();
  const { random } = storm;
  const ground = await prepareGround(storm, { jobSeconds: 0.5 });
  try {
    const start = starter(FAST);
    const live = new Set<ChildProcess>();
    const run = async (film: string) => {
      const args = ['run', film, '--yes', '--no-stitch', '--keep-going'];
      const { child, ended } = start(pick(ground.folders, random), ...args);
      live.add(child);
      return ended.finally(() => live.delete(child));
    };
    let isOver = false;
    const working = Array.from({ length: storm.processes }, async () => {
      while (!isOver) await run(pick(ground.storyboards, random));
    });
    const hits = await holdWeather({ ...storm, stop: STOP }, ground.postgres, live);
    isOver = true;
    await Promise.all(working);
    for (const film of ground.storyboards)
      for (let tries = 0; tries < 8; tries++) {
        const { code, said } = await run(film);
        if (code === 0 || said.includes('[over-budget]')) break;
        if (tries === 7) throw new Error(said);
      }
    const books = await ground.books();
    const seconds = Math.round((Date.now() - begun) / 1000);
    return { ...books, ...countedBefore(books.lastMade, hits), seconds };
  } finally {
    await ground.remove();
  }
}
