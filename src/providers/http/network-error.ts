/** What an error says about the network, and whether it occurred before the first byte of the request was sent. */

interface Cause {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** What went wrong with a request of which it is known whether any of it was written. */
export class SendingFailed extends Error {
  readonly wasSent: boolean;

  constructor(cause: unknown, wasSent: boolean) {
    super('sending failed', { cause });
    this.wasSent = wasSent;
  }
}

/** About the certificate, so no request was sent. What else goes wrong with TLS may go wrong at any time. */
const refusedTls = /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$)/;

/** Where that isn't known, true only for errors that can't occur later: a reset may come at any time. */
export function nothingWasSent(error: unknown): boolean {
  if (error instanceof SendingFailed) return !error.wasSent;
  const cause = innermost(error);
  const attempts = Array.isArray(cause.errors) ? cause.errors : [];
  if (attempts.length > 0) return attempts.every(nothingWasSent);
  const code = String(cause.code ?? '');
  return (
    cause.syscall === 'connect' ||
    cause.syscall === 'getaddrinfo' ||
    // Ports that browsers, and so `fetch`, refuse to connect to.
    cause.message === 'bad port' ||
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    code === 'STORYCUT_TOO_LATE' ||
    refusedTls.test(code)
  );
}

export function reasonOf(error: unknown): string {
  const cause = innermost(error);
  const [attempt] = Array.isArray(cause.errors) ? cause.errors : [];
  if (attempt !== undefined) return reasonOf(attempt);
  const code = String(cause.code ?? '');
  // In the middle of a body, as `node:http` says it.
  if (code === 'ECONNRESET' && cause.message === 'aborted') return 'the connection was closed early';
  return words[code] ?? whyTls(cause) ?? String(cause.message || code || error);
}

/** Of what OpenSSL says, the words: `80BC…:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:…`. */
function whyTls({ message }: Cause): string | undefined {
  const [, why] = /:SSL routines:[^:]*:([^:]+)/.exec(String(message)) ?? [];
  return why && `TLS failed, ${why}`;
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its host name was not found',
  EAI_AGAIN: 'its host name could not be resolved',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection was closed early',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within 10 s',
  ETIMEDOUT: 'the connection timed out',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; its URL may begin with http://',
};

/** `fetch` wraps the cause. */
function innermost(error: unknown): Cause {
  let cause = asCause(error);
  for (let depth = 0; depth < 8 && cause.cause !== undefined; depth++) cause = asCause(cause.cause);
  return cause;
}

const asCause = (error: unknown): Cause =>
  typeof error === 'object' && error !== null ? error : { message: String(error) };
