import type { JobWithMetadata } from 'pg-boss';
import type { PieceEnd } from 'storycut/studio';

/** What is known of a piece that was offered. */
export interface Watch {
  readonly id: string;
  /** Undefined: it is gone, or nobody can tell. */
  readonly ended: Promise<PieceEnd | undefined>;
  readonly overdue: Promise<void>;
  /** It could not be taken back: it is overdue as soon as it waits for a machine. */
  want(): void;
  /** Nobody waits for it any more. */
  forget(): void;
}

type Job = Pick<JobWithMetadata, 'id' | 'state' | 'output' | 'heartbeatOn'>;

/** Milliseconds without a sign of life after which a machine is gone, and for which a database may be away. */
const [SILENT, AWAY] = [8000, 10_000];
/** A piece is overdue that takes so many times as long as the longest until now, but no less than this, in milliseconds. */
const [TIMES, LEAST] = [3, 5000];

interface Watched {
  end(end: PieceEnd | undefined): void;
  late(): void;
  wanted: boolean;
  /** When a machine was first seen at it, and when its last sign of life came, by this machine's clock. */
  begun: number | undefined;
  sign: { readonly of: number; readonly at: number } | undefined;
}

/** Looks at all offered pieces together, for as long as there are any. No clock is compared with another machine's. */
export function watching(every: number, look: () => Promise<readonly Job[]>) {
  const open = new Map<string, Watched>();
  let longest = 0;
  let heard = 0;
  let timer: NodeJS.Timeout | undefined;
  const settle = (id: string, end: PieceEnd | undefined): void => {
    open.get(id)?.end(end);
    open.delete(id);
  };
  const see = (id: string, watched: Watched, job: Job | undefined, now: number): void => {
    if (job === undefined) {
      settle(id, undefined);
      return;
    }
    switch (job.state) {
      case 'failed':
      case 'cancelled':
        settle(id, undefined);
        break;
      case 'completed':
        longest = Math.max(longest, now - (watched.begun ?? now));
        settle(id, endIn(job.output));
        break;
      case 'created':
      case 'retry':
        Object.assign(watched, { begun: undefined, sign: undefined });
        if (watched.wanted) watched.late();
        break;
      case 'active': {
        const of = Number(job.heartbeatOn ?? 0);
        watched.begun ??= now;
        if (watched.sign?.of !== of) watched.sign = { of, at: now };
        const isLong = now - watched.begun > Math.max(LEAST, TIMES * longest);
        if (isLong || now - watched.sign.at > SILENT) watched.late();
        break;
      }
      default:
        job.state satisfies never;
    }
  };
  const lookOnce = async (): Promise<void> => {
    const asked = [...open];
    try {
      const jobs = new Map((await look()).map((job) => [job.id, job]));
      heard = performance.now();
      for (const [id, watched] of asked) if (open.has(id)) see(id, watched, jobs.get(id), heard);
    } catch {
      if (performance.now() - heard > AWAY) for (const [id] of asked) settle(id, undefined);
    }
    timer = open.size > 0 ? setTimeout(lookOnce, every) : undefined;
  };
  return {
    add(id: string): Watch {
      let end: Watched['end'] = () => undefined;
      let late: Watched['late'] = () => undefined;
      const ended = new Promise<PieceEnd | undefined>((resolve) => {
        end = resolve;
      });
      const overdue = new Promise<void>((resolve) => {
        late = resolve;
      });
      const watched: Watched = { end, late, wanted: false, begun: undefined, sign: undefined };
      open.set(id, watched);
      if (timer === undefined) {
        heard = performance.now();
        timer = setTimeout(lookOnce, every);
      }
      const want = (): void => {
        watched.wanted = true;
      };
      return { id, ended, overdue, want, forget: () => void open.delete(id) };
    },
    /** Looks no more; what was still open. */
    end(): readonly string[] {
      clearTimeout(timer);
      const left = [...open.keys()];
      for (const id of left) settle(id, undefined);
      return left;
    },
  };
}

/** What another machine says it made, if it says so in these words. */
function endIn(output: unknown): PieceEnd | undefined {
  if (typeof output !== 'object' || output === null || !('kind' in output)) return undefined;
  if (output.kind !== 'made' || !('sha256' in output && 'damaged' in output)) return undefined;
  const { sha256, damaged } = output;
  const isHash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return isHash ? { kind: 'made', sha256, damaged: damaged !== false } : undefined;
}
