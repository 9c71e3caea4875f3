import { canonicalJson } from '../core/canonical.ts';
import { sizeText } from '../core/frames.ts';
import { type Input, inputKey, type Request } from '../core/request.ts';

/** What differs between the request that was last made and the one that would be, in words a person understands. */
export function changesOf(
  before: Request,
  now: Request,
  explain: (before: Input, now: Input) => string,
): readonly string[] {
  const changes: string[] = [];
  const say = (differs: boolean, change: () => string): void => {
    if (differs) changes.push(change());
  };
  const equal = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

  say(before.kind !== now.kind, () => `${made[before.kind]} before, now ${made[now.kind]}`);
  say(before.prompt !== now.prompt, () => 'prompt changed');
  say(before.provider !== now.provider, () => `provider changed from ${before.provider} to ${now.provider}`);
  say(before.model !== now.model, () => `model changed from ${before.model} to ${now.model}`);
  say(!equal(before.size, now.size), () => `size ${sizeText(now.size)} instead of ${sizeText(before.size)}`);
  say(before.seconds !== now.seconds, () => `needs ${now.seconds} s instead of ${before.seconds} s`);
  say(
    before.fps !== now.fps,
    () => `${now.fps ?? 'the model’s own'} fps instead of ${before.fps ?? 'the model’s own'}`,
  );
  say(!equal(before.options, now.options), () => 'options changed');
  say(before.variation !== now.variation, () => `variation ${now.variation} instead of ${before.variation}`);
  if (before.kind === 'generate' && now.kind === 'generate') {
    say(!equal(before.firstFrame, now.firstFrame), () =>
      firstFrameChange(before.firstFrame, now.firstFrame, explain),
    );
    say(!equal(before.references, now.references), () => 'reference images changed');
    say(!equal(before.characters, now.characters), () => 'characters changed');
  } else if (before.kind !== 'generate' && now.kind !== 'generate') {
    say(inputKey(before.source) !== inputKey(now.source), () => explain(before.source, now.source));
  }
  return changes;
}

const made = { generate: 'generated', extend: 'extended', edit: 'edited' } as const;

function firstFrameChange(
  before: Input | undefined,
  now: Input | undefined,
  explain: (before: Input, now: Input) => string,
): string {
  if (before === undefined) return 'begins with an image now';
  if (now === undefined) return 'begins with no image now';
  return before.kind === 'file' && now.kind === 'file' ? "image's bytes changed" : explain(before, now);
}
