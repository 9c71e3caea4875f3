import type { Diagnostic, Place } from '../core/diagnostic.ts';
import { looksLikeKey, maskKeys, stars } from '../core/mask-keys.ts';
import { hiddenIn } from '../core/sentence.ts';

/** A diagnostic of the config file, without the keys in the line that it shows, in its texts and in its values. */
export function hideKeys(diagnostic: Diagnostic): Diagnostic {
  const { message, place, help, params, related } = diagnostic;
  const lines = [place, ...(related ?? []).map((one) => one.place)].map((one) => one?.source ?? '');
  const secrets = lines.flatMap(keysIn);
  const hide = (text: string): string =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, stars(secret)), maskKeys(text));
  const hidePlace = (shown: Place): Place => ({ ...shown, source: hide(shown.source) });
  return {
    ...diagnostic,
    message: hide(message),
    ...(place && { place: hidePlace(place) }),
    ...(help !== undefined && { help: hide(help) }),
    ...(params && { params: hiddenIn(params, hide) }),
    ...(related && {
      related: related.map((one) => ({ message: hide(one.message), place: hidePlace(one.place) })),
    }),
  };
}

/** What looks like a key, and what is in a place where only a key could be. */
const keysIn = (line: string): readonly string[] => [
  ...(line.match(/[\w-]{16,}/g) ?? []).filter(looksLikeKey),
  ...(line.match(afterSecretName) ?? []),
  ...(line.match(passwordInUrl) ?? []),
  ...(line.match(afterEnv) ?? []).filter((name) => !/^[A-Za-z_]\w*$/.test(name)),
];

/** `key: …`, `api-key: "…"`, `token: …`; a mapping that follows is not a key. */
const afterSecretName = /(?<=[\w-]*(?:key|token|secret|password)["']?\s*:\s*["']?)[^\s"'{}[\],#]+/gi;
const passwordInUrl = /(?<=\b[a-z]+:\/\/[^\s:@/]*:)[^\s@]+(?=@)/gi;
const afterEnv = /(?<=\benv["']?\s*:\s*["']?)[^\s"'{}[\],#]+/g;
