/** What a call is answered with, before faults and the wire have their say. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'file'; readonly file: string; readonly type: string };
}

export const json = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers,
  body: { kind: 'json', value },
});
