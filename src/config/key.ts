import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../core/diagnostic.ts';
import { looksLikeKey } from '../core/mask-keys.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Problem } from '../storyboard/problems.ts';
import type { ConfiguredProvider, Environment } from './config.ts';
import type { ProviderEntry } from './config-file.ts';

/** A key that stands where the place of one belongs. */
export function keyProblems(path: readonly string[], { key }: ProviderEntry): readonly Problem[] {
  if (key === undefined) return [];
  const [kind, said] = 'env' in key ? (['env', key.env] as const) : (['file', key.file] as const);
  // A file that is named with its folder may be called anything.
  if (!looksLikeKey(said) || /[./\\]/.test(said)) return [];
  return [
    {
      code: 'malformed',
      path: [...path, kind],
      message: `\`${kind}\` takes ${kind === 'env' ? 'the name of an environment variable' : 'the name of a file'}, and this looks like the key itself.`,
      help: 'Keep the key out of this file: `export STUDIO_KEY=…` in your shell, and `key: { env: STUDIO_KEY }` here.',
    },
  ];
}

/** The key of a provider, fetched only when something is about to be sent; undefined where it wants none. */
export async function readKey(
  { data, key }: ConfiguredProvider,
  env: Environment,
): Promise<Result<string | undefined, Diagnostic>> {
  switch (key.kind) {
    case 'none':
      return ok(undefined);
    case 'env':
      return checked(
        env[key.name],
        `${data.name} needs a key in the environment variable ${key.name}, which is not set.`,
        `Set it, as in \`export ${key.name}=…\`, or rehearse with \`--provider animatic\`.`,
      );
    case 'file':
      return await fromFile(data.name, key.path);
  }
}

async function fromFile(provider: string, path: string): Promise<Result<string | undefined, Diagnostic>> {
  const facts = await stat(path).catch(() => undefined);
  // Windows has no such bits.
  if (facts && process.platform !== 'win32' && (facts.mode & 0o077) !== 0) {
    return err({
      severity: 'error',
      code: 'key-exposed',
      message: `${path}, the key of ${provider}, can be read by others on this machine.`,
      help: `chmod 600 ${path}`,
    });
  }
  const text = facts?.isFile() ? await readFile(path, 'utf8').catch(() => undefined) : undefined;
  return checked(
    text,
    `${provider} needs a key in ${path}, which holds none.`,
    'Write the key, and nothing else, into that file.',
  );
}

/** What can't stand in a header is no key. */
function checked(text: string | undefined, message: string, help: string): Result<string, Diagnostic> {
  const key = text?.trim() ?? '';
  return /^[\x21-\x7e]+$/.test(key)
    ? ok(key)
    : err({ severity: 'error', code: 'key-missing', message, help });
}
