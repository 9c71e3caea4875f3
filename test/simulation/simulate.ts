import { type Chance, chanceOf } from './chance.ts';
import { disturbanceOf } from './disturbance.ts';
import { checkEnd, isWhole } from './end.ts';
import { answerAll } from './person.ts';
import type { Project } from './project.ts';
import { recover } from './recover.ts';
import { type Beside, Runner } from './run.ts';
import { damageClip, damageJournal } from './tamper.ts';
import { calm, type Weather, weatherOf } from './weather.ts';
import { World } from './world.ts';

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
  const projects = scenario.disturbed && chanceOf(seed, 'projects').hits(0.3) ? 2 : 1;
  const world = new World(seed, weather, { traced: scenario.traced ?? false, projects });
  world.tell(JSON.stringify(weather));
  const runners = world.projects.map((project) => ({ project, runner: new Runner(world, project, seed) }));

  if (scenario.disturbed) await disturb(world, runners, chance);
  const isRight = (): boolean => world.violations.length === 0;
  for (let lives = 0; lives < 4 && !isWhole(world) && isRight(); lives++) {
    for (const { runner } of runners) await runner.run();
    await pass(world, 10 * minute);
  }
  const unattended = isWhole(world);

  const { ids, keeps, failuresCharged, failuresSaid, discount, tellsCost, encodesAnew } = weather;
  const lasting = { ids, keeps, failuresCharged, failuresSaid, discount, tellsCost, encodesAnew };
  world.studio.weather = { ...calm, ...lasting };
  world.disk.syncs = calm.syncs;
  for (let rounds = 0; rounds < 8 && !isWhole(world) && isRight(); rounds++) {
    await pass(world, 60 * minute);
    for (const { project, runner } of runners) {
      await answerAll(world, project, rounds);
      await runner.run();
    }
  }
  for (const { project, runner } of runners) if (isRight()) await checkEnd(world, project, runner);
  const { violations, lines = [] } = world;
  return {
    seed,
    violations,
    digest: world.digest(),
    unattended,
    lives: runners.reduce((sum, { runner }) => sum + runner.lives, 0),
    lines,
  };
}

interface Run {
  readonly project: Project;
  readonly runner: Runner;
}

/** Up to five runs, of either project or of both at a time, with what happens to them and between them. */
async function disturb(world: World, runs: readonly Run[], chance: Chance): Promise<void> {
  for (const { project } of runs) {
    if (chance.hits(0.3)) project.maxCost = project.price * chance.pick([0.5, 0.8, 1]);
  }
  const payAgain = chance.hits(0.2);
  for (let lives = chance.below(6); lives > 0 && world.violations.length === 0; lives--) {
    const run = chance.pick(runs);
    const other = runs.find(({ runner }) => runner !== run.runner);
    const beside = other && chance.hits(0.7) ? besideOf(other.runner, chance) : undefined;
    await run.runner.run(disturbanceOf(chance), { payAgain, beside });
    await pass(world, chance.pick([1000, minute, 10 * minute, 300 * minute]));
    await tamper(world, run, chance);
  }
  for (const { project } of runs) project.maxCost = undefined;
}

function besideOf(runner: Runner, chance: Chance): Beside {
  const disturbance = disturbanceOf(chance);
  const isOfItsOwn =
    disturbance.kind === 'interrupt' ||
    disturbance.kind === 'twin' ||
    (disturbance.kind === 'death' && !disturbance.power);
  return {
    runner,
    disturbance: isOfItsOwn ? disturbance : { kind: 'none' },
    after: chance.pick([0, 500, 30_000]),
  };
}

/** What other programs do to a project between its runs. */
async function tamper(world: World, run: Run, chance: Chance): Promise<void> {
  const { project } = run;
  if (chance.hits(0.2)) damageClip(world, project, chance);
  const undo = chance.hits(0.2) ? damageJournal(world, project, chance) : undefined;
  if (undo === undefined) return;
  await checkRefusal(world, run);
  if (chance.hits(0.5)) await recover(world, project, chance);
  else undo();
  world.reread(project);
}

const pass = ({ time }: World, ms: number): Promise<boolean> => time.drive(time.sleep(ms));

/** A journal that something else changed is no reason to forget money. */
async function checkRefusal(world: World, { runner }: Run): Promise<void> {
  const before = world.sent;
  const found = world.violations.length;
  const end = await runner.run();
  const refused = end?.kind === 'refused' && end.code.startsWith('journal-');
  world.violations.length = found;
  if (!refused || world.sent !== before) {
    world.violate('I8', `a damaged journal was taken for whole: ${end?.kind}`);
  }
}
