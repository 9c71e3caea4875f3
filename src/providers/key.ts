import { stat } from 'node:fs/promises';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Environment } from '../core/ports.ts';
import { textWithin } from '../core/read-bounded.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';

/** Where a key is, never the key itself. */
export type KeyPlace =
  | { readonly kind: 'env'; readonly name: string }
  /** Absolute. */
  | { readonly kind: 'file'; readonly path: string };

/** A key of a provider. */
export async function readKey(
  provider: string,
  place: KeyPlace,
  env: Environment,
): Promise<Result<string, Diagnostic>> {
  switch (place.kind) {
    case 'env':
      return checked(
        env[place.name],
        say`the environment variable ${{ variable: place.name }}`,
        provider,
        says(
          say`${{ provider }} needs a key in the environment variable ${{ variable: place.name }}, which is not set.`,
          say`Set it with \`export ${place.name}=…\`, or rehearse with \`--provider animatic\`.`,
        ),
      );
    case 'file':
      return await fromFile(provider, place.path);
    default:
      return unreachable(place);
  }
}

/** Bytes; no key is nearly as long. */
const longestFile = 1 << 16;

async function fromFile(provider: string, path: string): Promise<Result<string, Diagnostic>> {
  const facts = await stat(path).catch(() => undefined);
  // Windows has no such bits.
  if (facts && process.platform !== 'win32' && (facts.mode & 0o077) !== 0) {
    return err({
      severity: 'error',
      code: 'key-exposed',
      ...says(
        say`${{ file: path }}, the key file of ${{ provider }}, can be read by other users of this machine.`,
        say`chmod 600 ${path}`,
      ),
    });
  }
  const text = await textWithin(path, longestFile).catch(() => undefined);
  return checked(
    text,
    say`${{ file: path }}`,
    provider,
    says(
      say`${{ provider }} needs a key in ${{ file: path }}, but there is none.`,
      say`Write the key, and nothing else, into that file.`,
    ),
  );
}

/** What can't stand in a header is no key. */
function checked(
  text: string | undefined,
  place: Sentence,
  provider: string,
  missing: ReturnType<typeof says>,
): Result<string, Diagnostic> {
  const key = text?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(key)) return ok(key);
  const said =
    key === ''
      ? missing
      : says(
          say`What is in ${place} can't be the key of ${{ provider }}: it has blanks, line breaks or other characters that no key has.`,
          say`Copy the key once more, alone and in one piece.`,
        );
  return err({ severity: 'error', code: 'key-missing', ...said });
}
