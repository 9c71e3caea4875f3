import { openStore } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { sha256 } from './disk.ts';
import { idsIn } from './ledger.ts';
import { Process } from './process.ts';
import type { Project } from './project.ts';
import type { Runner } from './run.ts';
import { wantOf, withoutEncoding } from './studio.ts';
import { key, type World } from './world.ts';

/** Whether the film has every clip, undamaged. */
export const isWhole = (world: World): boolean =>
  world.projects.every((project) => isComplete(world, project));

function isComplete(world: World, project: Project): boolean {
  const clips = clipsOf(project);
  return project.jobs.every(({ fingerprint }) => {
    const path = clips.get(fingerprint) ?? '';
    const bytes = world.disk.read(path);
    return bytes !== undefined && path.includes(sha256(bytes));
  });
}

/** The path of each fingerprint's clip, as the journal has it. */
function clipsOf({ ledger, clipPath }: Project): ReadonlyMap<string, string> {
  const intents = new Map<string, string>();
  const clips = new Map<string, string>();
  for (const entry of ledger.entries) {
    if (entry.type === 'intent') intents.set(entry.attempt, entry.fingerprint);
    if (entry.type !== 'made' && entry.type !== 'frame') continue;
    const fingerprint = entry.type === 'frame' ? entry.fingerprint : intents.get(entry.attempt);
    clips.set(fingerprint ?? '', clipPath(entry));
  }
  return clips;
}

/** What must hold once everything is over. */
export async function checkEnd(world: World, project: Project, runner: Runner): Promise<void> {
  if (!isWhole(world))
    return world.violate('ends', 'the film is not whole, though every question was answered');
  checkClips(world, project);
  checkNothingLost(world, project);
  checkKey(world);
  await checkMoney(world, project);
  const before = world.sent;
  await runner.run();
  if (world.sent !== before) world.violate('I11', 'a run of a whole film asks the provider');
}

function checkClips(world: World, project: Project): void {
  const clips = clipsOf(project);
  const taken = new Set<string>();
  for (const job of project.jobs) {
    const path = clips.get(job.fingerprint) ?? '';
    const bytes = world.disk.read(path) ?? Buffer.from('');
    if (!path.includes(sha256(bytes)))
      world.violate('I5', `the bytes of ${job.id} are not those of its record`);
    if (job.kind === 'frame') continue;
    const footage = withoutEncoding(bytes.toString());
    if (taken.has(footage)) world.violate('I12', `${job.id} has the footage of another take`);
    taken.add(footage);
    const [made, wanted] = [wantOf(bytes.toString()), project.wantOf(job.request)];
    if (made !== wanted) world.violate('I12', `${job.id} has footage of ${made?.slice(-50)}`);
  }
}

/** Whatever was charged for is in the store, unless a person gave it up or it was kept for too short a time. */
function checkNothingLost(world: World, project: Project): void {
  const { studio, disk } = world;
  const { ledger, clips } = project;
  const stored = new Set(
    disk.pathsIn(clips).map((path) => withoutEncoding(disk.read(path)?.toString() ?? '')),
  );
  const known = new Set([...idsIn(ledger.entries)].map((id) => studio.find(id)));
  for (const job of world.jobsOf(project)) {
    if (job.ends === 'failed' || stored.has(studio.footageOf(job)) || project.givenUp(job.want) > 0) continue;
    if (studio.isKept(job) || !known.has(job))
      world.violate('lost', `${job.id} was paid for and never fetched`);
  }
}

/** In pieces, since most of a key is as good as the key. */
function checkKey({ disk, violate }: World): void {
  for (const path of disk.pathsIn('')) {
    const text = disk.read(path)?.toString('latin1') ?? '';
    for (let at = 0; at + 12 <= key.length; at += 4) {
      if (text.includes(key.slice(at, at + 12))) violate('I13', `${path} has a piece of the key`);
    }
  }
}

/** The journal never says less than was charged. */
async function checkMoney(world: World, project: Project): Promise<void> {
  const process = new Process('auditor', project, world.time);
  const reading = openStore(project.folder, {
    ...{ clock: process.clock, random: fixedRandom(), files: world.disk.filesOf(process), readOnly: true },
  });
  await world.time.drive(reading);
  const opened = await reading;
  if (!opened.ok) return world.violate('opens', `the auditor can't read: ${opened.error.code}`);
  const { spent, reserved, maybeCharged } = opened.value.holdings('film').money;
  const charged = world.jobsOf(project).reduce((sum, job) => sum + world.studio.charge(job), 0);
  const known = spent + reserved + maybeCharged;
  if (known + 1e-9 < charged) {
    world.violate('money', `${charged.toFixed(2)} $ are charged, the journal knows of ${known.toFixed(2)} $`);
  }
}
