import { canonicalJson } from '../../core/canonical.ts';
import { sizeText } from '../../core/frames.ts';
import { roundFps } from '../../core/rates.ts';
import {
  type EditRequest,
  type ExtendRequest,
  type GenerateRequest,
  type Input,
  inputKey,
  type OfEach,
  type Request,
} from '../../core/request.ts';
import { promptChange } from './prompt-change.ts';

/** A change in words, if there is one. */
type Change = string | false;

/** Says how one input became another. */
type Explain = (before: Input, now: Input) => string;

/** How a new request differs from the one that was last made, in words. */
export function changesOf(before: Request, now: Request, explain: Explain): readonly string[] {
  const changes = changesByMember(before, now, explain);
  return Object.values(changes).filter((change) => change !== false);
}

function changesByMember(before: Request, now: Request, explain: Explain): OfEach<Request, Change> {
  if (before.kind === 'generate' && now.kind === 'generate') return generateChanges(before, now, explain);
  if (before.kind !== 'generate' && now.kind !== 'generate') return continueChanges(before, now, explain);
  return commonChanges(before, now);
}

const rateOf = ({ fps }: Request): number | string => (fps === undefined ? 'the model’s own' : roundFps(fps));

const soundOf = ({ sound }: Request): string =>
  sound === undefined ? 'sound as the model makes it' : sound ? 'with sound' : 'without sound';

const commonChanges = (before: Request, now: Request): OfEach<Request, Change> => ({
  kind: before.kind !== now.kind && `${made[before.kind]} before, now ${made[now.kind]}`,
  prompt: promptChange(before.prompt, now.prompt),
  provider: before.provider !== now.provider && `provider changed from ${before.provider} to ${now.provider}`,
  model: before.model !== now.model && `model changed from ${before.model} to ${now.model}`,
  size: differ(before.size, now.size) && `size ${sizeText(now.size)} instead of ${sizeText(before.size)}`,
  seconds: before.seconds !== now.seconds && `needs ${now.seconds} s instead of ${before.seconds} s`,
  fps: before.fps !== now.fps && `${rateOf(now)} fps instead of ${rateOf(before)}`,
  options: differ(before.options, now.options) && 'options changed',
  variation:
    before.variation !== now.variation && `variation ${now.variation} instead of ${before.variation}`,
  sound: before.sound !== now.sound && `${soundOf(now)} instead of ${soundOf(before)}`,
  // Only requests for the same take are compared.
  take: false,
});

const generateChanges = (before: GenerateRequest, now: GenerateRequest, explain: Explain) =>
  ({
    ...commonChanges(before, now),
    firstFrame:
      differ(before.firstFrame, now.firstFrame) &&
      frameChange('begins', before.firstFrame, now.firstFrame, explain),
    lastFrame:
      differ(before.lastFrame, now.lastFrame) &&
      frameChange('ends', before.lastFrame, now.lastFrame, explain),
    references: differ(before.references, now.references) && 'references changed',
    characters: differ(before.characters, now.characters) && 'characters changed',
  }) satisfies OfEach<GenerateRequest, Change>;

const continueChanges = (
  before: ExtendRequest | EditRequest,
  now: ExtendRequest | EditRequest,
  explain: Explain,
) =>
  ({
    ...commonChanges(before, now),
    source: inputKey(before.source) !== inputKey(now.source) && explain(before.source, now.source),
  }) satisfies OfEach<ExtendRequest, Change> & OfEach<EditRequest, Change>;

const differ = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null);

const made = { generate: 'generated', extend: 'extended', edit: 'edited' } as const;

function frameChange(
  does: 'begins' | 'ends',
  before: Input | undefined,
  now: Input | undefined,
  explain: Explain,
): string {
  if (before === undefined) return `now ${does} with an image`;
  if (now === undefined) return `no longer ${does} with an image`;
  return before.kind === 'file' && now.kind === 'file' ? "the image's bytes changed" : explain(before, now);
}
