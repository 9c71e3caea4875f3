import { parseSize } from '../../../core/frames.ts';
import { membersNamed, numberOf, objectOf, textOf } from '../../http/json.ts';
import { hasProblem, readProblem, type ServerProblem } from '../../http/server-problem.ts';
import type { ListedJob } from '../../provider.ts';
import type { WasSent } from '../sent-links.ts';
import { isDisrespectful, isFlagged } from './blocked.ts';
import { jobIn } from './envelope.ts';
import { filmLinksIn } from './film-links.ts';
import { anyId, ownId } from './job-id.ts';
import { isOfCall, statusIn, type TellsStatus, type VideoState } from './status.ts';
import { timeOf } from './time.ts';

/**
 * A job as any of the servers describes it. Real responses omit fields that the reference requires and add others, so
 * everything is read leniently; only the id must be valid.
 */
export interface VideoJob extends TellsStatus {
  /** In [0, 1]. */
  readonly progress?: number;
  /** Where the footage is, if the job says so, the surest first. */
  readonly links: readonly string[];
  /** The id of the file in which the server keeps the footage. */
  readonly kept?: string;
  /** Milliseconds since 1970, by whatever clock the server has. */
  readonly expires?: number;
  /** Milliseconds from its creation until then. */
  readonly lifetime?: number;
  /** It is done, and moderation held its footage back. */
  readonly blocked: boolean;
  /** Whether the response tells of a job at all, or only of a problem. */
  readonly isJob: boolean;
  readonly problem: ServerProblem;
}

/** `remote`: the id of the job that was asked about. What `wasSent` is no link to what was made. */
export function readVideo(body: unknown, remote?: string, wasSent: WasSent = () => false): VideoJob {
  const video = jobIn(body, remote);
  const progress = numberOf(video.progress);
  // Around most jobs there is nothing.
  const isAll = video === body;
  const found = new Set([...filmLinksIn(video, remote), ...(isAll ? [] : filmLinksIn(body, remote))]);
  const links = [...found].filter((link) => !wasSent(link));
  const expires = timeOf(membersNamed(video, ['expiresat', 'expirytime'])[0]);
  const created = timeOf(createdIn(video));
  const told = statusIn(video, body);
  const wrong = hasProblem(video) || (!isAll && hasProblem(body));
  const isUnderWay = progress !== undefined && progress > 1 && progress < 100 && links.length === 0;
  const word = told && isOfCall(told.word) && isUnderWay ? 'unclear' : told?.status;
  const status = word ?? fromEvidence(video.done, wrong, links.length > 0);
  const inJob = readProblem(video);
  const kept = keptIn(video);
  return {
    ...told,
    status,
    ...(progress !== undefined && { progress: Math.min(1, Math.max(0, progress / 100)) }),
    links,
    ...(kept !== undefined && { kept }),
    ...(expires !== undefined && { expires }),
    ...(expires !== undefined && created !== undefined && { lifetime: expires - created }),
    blocked: isDisrespectful(body) || (links.length === 0 && isFlagged(body)),
    isJob: told !== undefined || progress !== undefined || ownId(video) !== undefined || status !== 'unclear',
    problem: inJob.message === undefined && inJob.code === undefined ? readProblem(body) : inJob,
  };
}

/** xAI's `video.file_output.file_id`, and MiniMax's `file_id` or `file.file_id`. */
function keptIn(job: ReturnType<typeof jobIn>): string | undefined {
  const ids = [objectOf(job.video).file_output, job, job.file].map((one) =>
    String(objectOf(one).file_id ?? ''),
  );
  return ids.find((id) => /^[\w-]{1,200}$/.test(id));
}

/** Where no word says how it is. */
function fromEvidence(done: unknown, wrong: boolean, hasFilm: boolean): VideoState {
  if (done === true) return wrong ? 'failed' : 'completed';
  if (done === false) return 'waiting';
  return hasFilm && !wrong ? 'completed' : 'unclear';
}

/** The id of a job that a response tells of. */
export const readId = (body: unknown): string | undefined => {
  const job = jobIn(body);
  return ownId(job) ?? anyId(job) ?? anyId(body);
};

/** The members of a job in a list; undefined for one without an id. */
export function readListed(item: unknown): ListedJob | undefined {
  const video = jobIn(item);
  const remote = readId(item);
  if (remote === undefined) return undefined;
  const created = timeOf(createdIn(video));
  const model = textOf(video.model);
  const prompt = textOf(video.prompt);
  const seconds = numberOf(video.seconds ?? video.duration);
  const size = parseSize(String(video.size));
  return {
    remote,
    ...(created !== undefined && { created }),
    ...(model !== undefined && { model }),
    ...(prompt !== undefined && { prompt }),
    ...(seconds !== undefined && { seconds }),
    ...(size !== undefined && { size }),
  };
}

const createdIn = (video: ReturnType<typeof jobIn>): unknown =>
  membersNamed(video, ['createdat', 'created', 'createtime', 'submittime'])[0];
