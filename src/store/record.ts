import type { Input, Request } from '../core/request.ts';

/**
 * All that the journal can say. Money and footage are known from these records alone, so each is durable
 * before what it announces goes on. A type is never given another meaning; a new one is a new member.
 */
export type JournalRecord =
  | Intent
  /** The provider has the attempt's job, under this id. */
  | { readonly type: 'accepted'; readonly attempt: string; readonly remote: string }
  /** The provider did not create a job, for certain: nothing was charged. */
  | { readonly type: 'rejected'; readonly attempt: string; readonly reason: string; readonly message: string }
  /** The accepted job failed at the provider: nothing was charged. */
  | { readonly type: 'failed'; readonly attempt: string; readonly reason: string; readonly message: string }
  /** The provider no longer has what it accepted; it was charged all the same. */
  | { readonly type: 'lost'; readonly attempt: string; readonly message: string }
  /** The attempt's clip is in the store: its bytes are durable and `clip` is their hash. */
  | ({
      readonly type: 'made';
      readonly attempt: string;
      readonly cost: number;
      /** An earlier run had submitted it: nobody waited for it all the time. */
      readonly resumed?: true;
    } & ClipFacts)
  /** The attempt's job and footage are not at the provider any more, at the user's wish. */
  | { readonly type: 'deleted'; readonly attempt: string }
  /** A last frame, taken on this machine, is in the store. */
  | ({
      readonly type: 'frame';
      readonly fingerprint: string;
      readonly source: Input;
    } & Whose &
      ClipFacts)
  /** What an open or lost attempt was found to be, by the user's word or the provider's promise. */
  | ({ readonly type: 'resolved'; readonly attempt: string } & Answer)
  /** The user ordered another take of this request class. */
  | { readonly type: 'redo'; readonly requestClass: string; readonly take: number }
  /** What a run of this storyboard, that was agreed to, was told beside the file. */
  | ({ readonly type: 'choices'; readonly storyboard: string } & Choices);

/** What decides who makes a film's footage, and is not in its storyboard: flags of the command line. */
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
  /** Where the provider was then. Absent in journals of 0.1, and where there is only one place. */
  readonly address?: string;
}

/** For whom it was made: provenance, and the words of a later plan's reasons. */
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
  /** There is no such job, and it may be submitted again. */
  | { readonly answer: 'not-created' }
  /** Submitting it again costs and changes nothing. */
  | { readonly answer: 'repeatable' }
  /** What was paid for it is given up, and it may be submitted and paid again. */
  | { readonly answer: 'abandoned' };

const types: { readonly [Type in JournalRecord['type']]: true } = {
  intent: true,
  accepted: true,
  rejected: true,
  failed: true,
  lost: true,
  made: true,
  deleted: true,
  frame: true,
  resolved: true,
  redo: true,
  choices: true,
};

export const isRecordType = (type: string): type is JournalRecord['type'] => Object.hasOwn(types, type);
