/** The answer to a call, before faults are applied and it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'none' }
    | { readonly kind: 'file'; readonly file: string; readonly type: string };
}

/** JSON, or nothing at all. */
export const json = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers,
  body: value === undefined ? { kind: 'none' } : { kind: 'json', value },
});
