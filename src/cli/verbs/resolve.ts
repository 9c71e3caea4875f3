import { unreachable } from '../../core/result.ts';
import { runCommand } from '../../project/film/choices.ts';
import type { World } from '../../project/machine/world.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { type ResolveAnswer, resolveSubmission } from '../../project/run/resolve.ts';
import { type SettleRequest, settleFailedJobs } from '../../project/run/settle-failed.ts';
import { count, money } from '../../report/units.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly take?: number | undefined;
  readonly adopt?: string | undefined;
  readonly force?: true | undefined;
  readonly notCreated?: true | undefined;
  readonly payAgain?: true | undefined;
  readonly charged?: number | undefined;
}

export async function resolve(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] });
  const { storyboard, segments } = told.value;
  const world = quietWorld(output);
  if (flags.charged !== undefined && segments.length > 0 && answersIn(flags).length === 0) {
    const film = await goingOn(output, world, filmRequest(storyboard, flags));
    return await sayCharged(output, world, { ...film, segments, take: flags.take, charged: flags.charged });
  }
  const [segment] = segments;
  const answers = answersIn(flags);
  const [answer] = answers;
  if (
    flags.charged !== undefined ||
    segment === undefined ||
    segments.length > 1 ||
    answer === undefined ||
    answers.length > 1
  ) {
    output.tell(
      'error: resolve expects a segment and one answer: --adopt ID, --not-created, --pay-again or --charged USD, as in\n`storycut resolve door --adopt video_123`.',
    );
    return exit.wrongInput;
  }
  const film = await goingOn(output, world, filmRequest(storyboard, flags));
  const resolved = await resolveSubmission(world, {
    ...{ ...film, segment, take: flags.take, answer },
    force: flags.force,
  });
  if (!resolved.ok) return refuse(output, resolved.error);
  output.tell(whatFollows(resolved.value, answer, runCommand(film)));
  return exit.good;
}

async function sayCharged(output: Terminal, world: World, request: SettleRequest): Promise<Exit> {
  const settled = await settleFailedJobs(world, request);
  if (!settled.ok) return refuse(output, settled.error);
  output.tell(
    `${money(request.charged, 'Nothing')} was charged for ${count(settled.value, 'failed job')}; that counts now instead of the price.`,
  );
  return exit.good;
}

const answersIn = ({ adopt, notCreated, payAgain }: Flags): readonly ResolveAnswer[] => [
  ...(adopt === undefined ? [] : [{ kind: 'adopt', remote: adopt } as const]),
  ...(notCreated ? [{ kind: 'not-created' } as const] : []),
  ...(payAgain ? [{ kind: 'pay-again' } as const] : []),
];

function whatFollows(segment: string, answer: ResolveAnswer, next: string): string {
  switch (answer.kind) {
    case 'adopt':
      return `${segment} is ${answer.remote} at the provider; the next \`${next}\` resumes it.`;
    case 'not-created':
      return `${segment} was not created; the next \`${next}\` submits it again.`;
    case 'pay-again':
      return `The next \`${next}\` regenerates ${segment} and pays for it again.`;
    default:
      return unreachable(answer);
  }
}
