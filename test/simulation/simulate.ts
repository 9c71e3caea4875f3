import { chanceOf } from './chance.ts';
import { disturbanceOf } from './disturbance.ts';
import { checkEnd, isWhole } from './end.ts';
import { answerAll } from './person.ts';
import { recover } from './recover.ts';
import { Runner } from './run.ts';
import { damageClip, damageJournal } from './tamper.ts';
import { calm, type Weather, weatherOf } from './weather.ts';
import { journalPath, World } from './world.ts';

export interface Scenario {
  /** Instead of what chance would decide. */
  readonly weather?: Partial<Weather>;
  /** Kills, power cuts, twins, damage from outside: between no and five times. Otherwise nothing of the kind. */
  readonly disturbed: boolean;
  /** Keeps every line of what happened. */
  readonly traced?: boolean;
}

export interface Verdict {
  readonly seed: number;
  /** What must never happen and did. */
  readonly violations: readonly string[];
  /** Of everything that happened, in order. */
  readonly digest: string;
  /** Whether the film was whole before anybody had to answer anything. */
  readonly unattended: boolean;
  readonly lives: number;
  readonly lines: readonly string[];
}

const minute = 60_000;

/** One seed, one history: a film is run, disturbed, run again, until it is whole. */
export async function simulate(seed: number, scenario: Scenario): Promise<Verdict> {
  const chance = chanceOf(seed, 'history');
  const weather = { ...weatherOf(chanceOf(seed, 'weather')), ...scenario.weather };
  const world = new World(seed, weather, scenario.traced ?? false);
  world.tell(JSON.stringify(weather));
  const runner = new Runner(world, seed);

  if (scenario.disturbed) {
    const price = world.jobs.reduce((sum, { cost }) => sum + cost, 0);
    if (chance.hits(0.3)) world.maxCost = price * chance.pick([0.5, 0.8, 1]);
    const payAgain = chance.hits(0.2);
    for (let lives = chance.below(6); lives > 0 && world.violations.length === 0; lives--) {
      await runner.run(disturbanceOf(chance), payAgain);
      await runner.pass(chance.pick([1000, minute, 10 * minute, 300 * minute]));
      if (chance.hits(0.2)) damageClip(world, chance);
      const undo = chance.hits(0.2) ? damageJournal(world, chance) : undefined;
      if (undo) {
        await checkRefusal(world, runner);
        if (chance.hits(0.5)) await recover(world, chance);
        else undo();
        world.ledger.reread(world.disk.read(journalPath));
      }
    }
    world.maxCost = undefined;
  }
  for (let lives = 0; lives < 4 && !isWhole(world) && world.violations.length === 0; lives++) {
    await runner.run();
    await runner.pass(10 * minute);
  }
  const unattended = isWhole(world);

  const { ids, keeps, failuresCharged, failuresSaid, discount, tellsCost } = weather;
  world.studio.weather = { ...calm, ids, keeps, failuresCharged, failuresSaid, discount, tellsCost };
  for (let rounds = 0; rounds < 8 && !isWhole(world) && world.violations.length === 0; rounds++) {
    await runner.pass(60 * minute);
    await answerAll(world, rounds);
    await runner.run();
  }
  if (world.violations.length === 0) await checkEnd(world, runner);
  const { violations, lines = [] } = world;
  return { seed, violations, digest: world.digest(), unattended, lives: runner.lives, lines };
}

/** A journal that something else changed is no reason to forget money. */
async function checkRefusal(world: World, runner: Runner): Promise<void> {
  const before = world.sent;
  const found = world.violations.length;
  const end = await runner.run();
  const refused = end?.kind === 'refused' && end.code.startsWith('journal-');
  world.violations.length = found;
  if (!refused || world.sent !== before) {
    world.violate('I8', `a damaged journal was taken for whole: ${end?.kind}`);
  }
}
