import { err, ok, type Result, unreachable } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { likenessOf } from '../../executor/likeness.ts';
import type { Intent } from '../../store/record.ts';
import type { Refusal } from '../events/run-end.ts';
import type { LoadedFilm } from '../film/film.ts';
import type { Accounts } from '../machine/accounts.ts';
import { openAt } from '../machine/providers.ts';
import type { World } from '../machine/world.ts';

/** Why a job that the user named may be another project's, as the projects of the account tell each other. */
export async function claimedElsewhere(
  remote: string,
  intent: Intent,
  accounts: Accounts,
): Promise<Refusal | undefined> {
  const { provider } = intent.request;
  const account = accounts.of(provider);
  const isTheirs = account ? await account.owns(remote) : false;
  if (isTheirs === false) return undefined;
  return doubt(
    intent,
    isTheirs
      ? say`The job ${{ remote }} at ${{ provider }} belongs to another project on this machine.`
      : say`The job ${{ remote }} at ${{ provider }} may belong to another project: the account's register can't be read.`,
  );
}

/**
 * Asks the provider about a job that the user named. Returns its id as the provider gives them, or why it may not be the one that
 * an intent requested, or can't be asked about.
 */
export async function lookUp(
  remote: string,
  intent: Intent,
  { world, film }: { readonly world: World; readonly film: LoadedFilm },
): Promise<Result<string, Refusal>> {
  const name = intent.request.provider;
  const known = film.providers.known.get(name);
  if (known === undefined)
    return err(doubt(intent, say`There is no provider named ${{ provider: name }} to ask about it.`));
  const tools = await world.tools();
  if (!tools.ok) return err({ why: 'environment', diagnostics: [tools.error] });
  const workplace = { tools: tools.value, folder: film.state, clock: world.clock, env: world.env };
  const provider = await openAt(known, workplace);
  if (!provider.ok) return err({ why: 'environment', diagnostics: provider.error });
  const looked = await provider.value.look?.(remote, new AbortController().signal);
  switch (looked?.kind) {
    // The provider can't tell.
    case undefined:
      return ok(remote);
    case 'gone':
      return err(doubt(intent, say`${{ provider: name }} has no job ${{ remote }}.`));
    case 'unreachable':
      return err(doubt(intent, { text: looked.failure.message, params: looked.failure.params ?? {} }));
    case 'found': {
      // A provider gives the length of an extension with or without its source.
      const holds = intent.kind === 'extend' ? looked.job.seconds : undefined;
      const { differs } = likenessOf(looked.job, intent, holds ?? intent.request.seconds);
      if (differs.length === 0) return ok(looked.known ?? remote);
      return err(
        doubt(
          intent,
          say`The job ${{ remote }} at ${{ provider: name }} is not what was asked for: ${{ differs }}.`,
        ),
      );
    }
    default:
      return unreachable(looked);
  }
}

function doubt({ segment }: Intent, message: Sentence): Refusal {
  const about = { severity: 'error', code: 'job-misfit', segment } as const;
  const said = says(message, say`Check the id; \`--force\` adopts the job anyway.`);
  return { why: 'input', diagnostics: [{ ...about, ...said }] };
}
