import type { Diagnostic } from '../core/diagnostic.ts';
import { type Input, inputKey, inputsOf } from '../core/request.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say } from '../core/sentence.ts';
import type { Job } from '../planner/plan.ts';
import type { Submission } from '../providers/provider.ts';
import { again, problem } from './diagnose.ts';
import { type AskedAs, relocatedSince } from './relocated.ts';
import type { Making, Run } from './run.ts';

type InputFile = { readonly file: string; readonly remote?: string };

/** The media that a job sends, each as a file with the content that the plan expects. */
export async function gatherInputs({ job, run }: Making): Promise<Result<Submission['inputs'], Diagnostic>> {
  const gathered = new Map<string, InputFile>();
  for (const input of inputsOf(job.request)) {
    const found = await findInput(job, input, run);
    if (!found.ok) return found;
    gathered.set(inputKey(input), found.value);
  }
  return ok(gathered);
}

export function findInput(job: Job, input: Input, run: Run): Promise<Result<InputFile, Diagnostic>> {
  return input.kind === 'file' ? userFile(job, input.sha256, run) : madeFile(job, inputKey(input), run);
}

async function madeFile(job: Job, fingerprint: string, run: Run): Promise<Result<InputFile, Diagnostic>> {
  const { store } = run.engine;
  const clip = store.clip(fingerprint);
  if (clip === undefined) {
    return err(
      problem(
        job,
        'clip-missing',
        say`${{ job: job.id }} needs a clip that is no longer in the store.`,
        say`Run ${again(run)} to resume.`,
      ),
    );
  }
  const file = await store.bring(clip.hash, run.signal);
  if (!file.ok) return err({ ...file.error, segment: job.segment });
  const attempt = store.attempt(fingerprint);
  const here =
    attempt?.kind === 'made' &&
    job.kind !== 'frame' &&
    attempt.intent.request.provider === job.request.provider &&
    // At another address, its id may be that of somebody else's footage.
    relocatedSince({ address: attempt.intent.address }, addressOf(job.request.provider, run)) === undefined;
  const remote = here ? attempt.remote : undefined;
  return ok(
    remote !== undefined && !run.goneSources.has(remote)
      ? { file: file.value, remote }
      : { file: file.value },
  );
}

const addressOf = (provider: string, { engine }: Run): AskedAs => ({
  address: engine.provider(provider)?.data.address,
});

/** The plan read the user's file; if it has changed since, the fingerprint would be wrong. */
async function userFile(job: Job, sha256: string, run: Run): Promise<Result<InputFile, Diagnostic>> {
  const { files } = run.engine.store;
  const asset = run.userFiles.get(sha256);
  const changed = (path: Sentence): Result<InputFile, Diagnostic> =>
    err(
      problem(
        job,
        'file-changed',
        say`${path} has changed since the plan was made.`,
        say`Run ${again(run)} to use it as it is now.`,
      ),
    );
  if (asset === undefined) return changed(say`A file`);

  const stamp = await files.stamp(asset.absolute);
  if (stamp === undefined) return changed(say`${{ file: asset.path }}`);
  if (run.unchanged.get(asset.absolute) !== stamp) {
    const found = await files.hash(asset.absolute).catch(() => 'unreadable');
    if (found !== sha256) return changed(say`${{ file: asset.path }}`);
    run.unchanged.set(asset.absolute, stamp);
  }
  const usual = await run.engine.usual?.(asset, run.signal);
  if (usual?.ok === false)
    return err(
      problem(
        job,
        'media-unsupported',
        say`${{ file: asset.path }} can't be used: ${{ cause: usual.error }}.`,
        say`Export it as a JPEG or PNG.`,
      ),
    );
  return ok({ file: usual?.value ?? asset.absolute });
}
