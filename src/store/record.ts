import type { Input, Request } from '../core/request.ts';

/**
 * Everything that the journal can say. Money and footage are known only from these records, so each is durable before
 * what it announces continues. A type never changes its meaning; a new meaning is a new member.
 */
export type JournalRecord =
  | Intent
  /** The provider has the attempt's job, under this id, and will charge at most `estimate` US dollars if it says so. */
  | {
      readonly type: 'accepted';
      readonly attempt: string;
      readonly remote: string;
      readonly estimate?: number;
    }
  /** It takes far longer than usual. `said`: what the server last told of it; may be empty. */
  | { readonly type: 'overdue'; readonly attempt: string; readonly said: string }
  /** The provider certainly created no job: nothing was charged. */
  | { readonly type: 'rejected'; readonly attempt: string; readonly reason: string; readonly message: string }
  /**
   * The accepted job failed at the provider. Its price may have been charged unless `charged` (US dollars) says what was: the
   * provider's own figure, or 0 where its failures are known to be free. Journals of 0.1 say nothing.
   */
  | {
      readonly type: 'failed';
      readonly attempt: string;
      readonly reason: string;
      readonly message: string;
      readonly charged?: number;
    }
  /** What an attempt was charged, in US dollars, according to the user, or to the provider before the footage is here. */
  | {
      readonly type: 'charged';
      readonly attempt: string;
      readonly charged: number;
      readonly by: 'user' | 'provider';
    }
  /** The provider no longer has what it accepted; it was charged nevertheless. */
  | { readonly type: 'lost'; readonly attempt: string; readonly message: string }
  /** The attempt's clip is in the store: its bytes are durable and `clip` is their hash. */
  | ({
      readonly type: 'made';
      readonly attempt: string;
      /** US dollars: what was charged, as far as is known, and otherwise the price. */
      readonly cost: number;
      /** The provider's own figure, where it told one. */
      readonly charged?: number;
      /** An earlier run had submitted it: no run followed it all the time. */
      readonly resumed?: true;
    } & ClipFacts)
  /** The attempt's job and footage were deleted at the provider, as the user asked. */
  | { readonly type: 'deleted'; readonly attempt: string }
  /** A frame, extracted on this machine, is in the store; its place in the source is in its fingerprint. */
  | ({
      readonly type: 'frame';
      readonly fingerprint: string;
      readonly source: Input;
    } & Whose &
      ClipFacts)
  /** What became of an open or lost attempt, according to the user or the provider. */
  | ({ readonly type: 'resolved'; readonly attempt: string } & Answer)
  /** The user ordered another take of this request class. */
  | { readonly type: 'redo'; readonly requestClass: string; readonly take: number }
  /** The user had the file with this hash removed: its jobs have no clip any more, and what was paid stays spent. */
  | { readonly type: 'removed'; readonly clip: string }
  /** The journal was rebuilt without records that are in no file any more, as the user accepted. */
  | { readonly type: 'recovered'; readonly lost: number }
  /**
   * The clips had this footage, which no record named, when a process began to write: an earlier one was killed before it could
   * record what it had downloaded. It explains the file.
   */
  | { readonly type: 'stray'; readonly clip: string }
  /**
   * The storyboard of this name is of the same film as those: it was renamed or copied, and what was spent is spent on
   * all. `gone`: of those, the names whose storyboards were no longer there.
   */
  | ({ readonly type: 'film' } & SameAs)
  /** The choices of an accepted run of this storyboard. */
  | ({ readonly type: 'choices'; readonly storyboard: string } & Choices);

export interface SameAs {
  readonly storyboard: string;
  readonly sameAs: readonly string[];
  readonly gone: readonly string[];
}

/** The command line's flags that decide who makes a film's footage. */
export interface Choices {
  readonly provider?: string;
  readonly model?: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly draft?: true;
}

/** The attempt is about to be submitted, and its price is reserved. Until an answer is recorded, nobody knows. */
export interface Intent extends Whose {
  readonly type: 'intent';
  readonly attempt: string;
  readonly kind: Request['kind'];
  readonly fingerprint: string;
  /** The whole request, as planned. */
  readonly request: Request;
  /** The prompt that was sent instead of the request's own. */
  readonly fallback?: string;
  /** US dollars. */
  readonly price: number;
  /** Where the provider was then. Absent in journals of 0.1, and if there is only one place. */
  readonly address?: string;
  /** The account that was billed: a part of a hash of server and key. Absent where none is known. */
  readonly account?: string;
}

/** What it was made for: provenance, and the basis of a later plan's reasons. */
interface Whose {
  readonly storyboard: string;
  readonly segment: string;
  readonly take: number;
  readonly link: number;
}

interface ClipFacts {
  /** SHA-256 of the bytes. */
  readonly clip: string;
  readonly extension: 'mp4' | 'png';
  readonly bytes: number;
  /** Seconds of picture; absent for a frame. */
  readonly seconds?: number;
}

type Answer =
  /** It is this job at the provider. */
  | { readonly answer: 'adopted'; readonly remote: string }
  /** There is no such job; it may be submitted again. */
  | { readonly answer: 'not-created' }
  /** Submitting it again costs and changes nothing. */
  | { readonly answer: 'repeatable' }
  /** What was paid for it is given up; it may be submitted and paid for again. */
  | { readonly answer: 'abandoned' };

const types: { readonly [Type in JournalRecord['type']]: true } = {
  intent: true,
  accepted: true,
  overdue: true,
  rejected: true,
  failed: true,
  charged: true,
  lost: true,
  made: true,
  deleted: true,
  frame: true,
  resolved: true,
  redo: true,
  removed: true,
  stray: true,
  film: true,
  recovered: true,
  choices: true,
};

export const isRecordType = (type: string): type is JournalRecord['type'] => Object.hasOwn(types, type);
