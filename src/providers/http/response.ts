/** How one exchange with a server ended. Nothing is ever re-sent here: the executor decides that. */
export type Exchange =
  /** 2xx, and its body is JSON, a word, or empty: then it is undefined. */
  | (Responded & {
      readonly kind: 'answered';
      /** Milliseconds after which the server asks to be polled again, if it says so. */
      readonly pollAfter?: number | undefined;
      /** The server's clock when it responded: milliseconds since 1970. */
      readonly date?: number | undefined;
    })
  /** 2xx, and its body is anything else, or did not arrive. */
  | (Responded & { readonly kind: 'garbled'; readonly why: string })
  | RefusedCall
  /** The server was never reached. */
  | { readonly kind: 'unsent'; readonly why: string }
  /** The request may have arrived. */
  | { readonly kind: 'lost'; readonly why: string };

interface Responded {
  readonly status?: number | undefined;
  /** Parsed if it is JSON, else text. */
  readonly body?: unknown;
  /** By which the server's support finds it. */
  readonly requestId?: string | undefined;
  /** The header of that name. */
  readonly location?: string | undefined;
  /** Those headers that are asked for, by their names in lower case. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** Any other status. */
export interface RefusedCall extends Responded {
  readonly kind: 'refused';
  readonly status: number;
  /** As the server wrote it. */
  readonly retryAfter: string | undefined;
}
