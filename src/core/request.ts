import { hashOf, sha256 } from './canonical.ts';
import { type Size, sizeText } from './frames.ts';
import { unreachable } from './result.ts';

/**
 * What a provider is asked for: everything that reaches it, and nothing else. The fingerprint is the hash of this, so a
 * new member regenerates footage, and names that only people see must stay out.
 */
export type Request = GenerateRequest | ExtendRequest | EditRequest;

interface Common {
  readonly provider: string;
  readonly model: string;
  readonly prompt: string;
  readonly size: Size;
  /** Frames per second, only if the model lets you choose it. */
  readonly fps?: number;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The number of this candidate, from 1: equal requests of two takes are two draws. */
  readonly take: number;
  /** See Segment.variation. */
  readonly variation: number;
  /** Whether it is made with sound, only if the model lets you choose. */
  readonly sound?: boolean;
}

export interface GenerateRequest extends Common {
  readonly kind: 'generate';
  readonly seconds: number;
  readonly firstFrame?: Input;
  /** With which the footage ends. */
  readonly lastFrame?: Input;
  readonly references: readonly Reference[];
  readonly characters: readonly string[];
}

/** What the footage leans on. `name`: of the cast member, whose picture it is. */
export type Reference = { readonly name?: string; readonly role?: ReferenceRole } & (
  | { readonly image: Input }
  | { readonly video: Input }
  | { readonly audio: Input }
);

/** What a reference is for: who or what is seen, how it looks, or where it is. */
export type ReferenceRole = 'subject' | 'style' | 'scene';

/** A reference's medium and what it is. */
export function mediumOf(reference: Reference): { readonly kind: MediumKind; readonly input: Input } {
  if ('image' in reference) return { kind: 'image', input: reference.image };
  if ('video' in reference) return { kind: 'video', input: reference.video };
  return { kind: 'audio', input: reference.audio };
}

export type MediumKind = 'image' | 'video' | 'audio';

/** The result is the source's footage plus `seconds` more. */
export interface ExtendRequest extends Common {
  readonly kind: 'extend';
  readonly seconds: number;
  readonly source: Input;
}

/** The result is as long as the source. */
export interface EditRequest extends Common {
  readonly kind: 'edit';
  readonly seconds: number;
  readonly source: Input;
}

/** One value for each member of a request: code with such a table can't forget a member that is added. */
export type OfEach<R extends Request, T> = Readonly<Record<keyof R, T>>;

/**
 * Media sent with a request: existing bytes, or what another job will make, by its fingerprint. A user's file is
 * identified by its bytes, never by its path, so moving it is free.
 */
export type Input =
  | { readonly kind: 'file'; readonly sha256: string }
  | { readonly kind: 'job'; readonly fingerprint: string }
  /** The last frame of what that job makes. */
  | { readonly kind: 'last-frame'; readonly fingerprint: string }
  /** Another frame of what that job makes, or of a user's footage by its hash. */
  | { readonly kind: 'frame'; readonly fingerprint: string; readonly at: FramePlace };

/**
 * The frame that is visible at a time in a clip, or the last one before it. Seconds; a negative number counts from the clip's
 * end.
 */
export type FramePlace = { readonly from: number } | { readonly until: number };

/** What identifies an input: the hash of its bytes, or the fingerprint of the job that makes it. */
export function inputKey(input: Input): string {
  switch (input.kind) {
    case 'file':
      return input.sha256;
    case 'job':
      return input.fingerprint;
    case 'last-frame':
      return frameFingerprint(input.fingerprint);
    case 'frame':
      return frameFingerprint(input.fingerprint, input.at);
    default:
      return unreachable(input);
  }
}

/** The fingerprint of the frame job on top of another job's clip, or of a user's footage by its hash. Without a place, of the last frame. */
export const frameFingerprint = (of: string, at?: FramePlace): string =>
  hashOf({ kind: 'frame', of, ...(at && { at }) });

/** All inputs of a request. */
export function inputsOf(request: Request): readonly Input[] {
  switch (request.kind) {
    case 'generate':
      return generateInputs.flatMap((read) => read(request));
    case 'extend':
    case 'edit':
      return continueInputs.flatMap((read) => read(request));
    default:
      return unreachable(request);
  }
}

/** Reads the inputs that one member of a request is, or has. */
type ReadInputs<R extends Request> = (request: R) => readonly Input[];

const noInputs: readonly Input[] = [];
const none = () => noInputs;
const withoutInputs = {
  ...{ kind: none, provider: none, model: none, prompt: none, size: none, fps: none, options: none },
  ...{ take: none, variation: none, seconds: none, sound: none },
};

/** Those of the members that can have any: plans ask this of a hundred thousand requests. */
const reading = <R extends Request>(members: OfEach<R, ReadInputs<R>>): readonly ReadInputs<R>[] =>
  Object.values<ReadInputs<R>>(members).filter((read) => read !== none);

const generateInputs = reading<GenerateRequest>({
  ...withoutInputs,
  firstFrame: ({ firstFrame }) => (firstFrame ? [firstFrame] : noInputs),
  lastFrame: ({ lastFrame }) => (lastFrame ? [lastFrame] : noInputs),
  references: ({ references }) => references.map((one) => mediumOf(one).input),
  characters: none,
});

const continueInputs = reading<ExtendRequest | EditRequest>({
  ...withoutInputs,
  source: ({ source }) => [source],
});

/** What identifies a request's job in the store. */
export const fingerprintOf = (request: Request): string => sha256(JSON.stringify(inOrder(request)));

/** What all takes of a request share: the fingerprint of its first take. */
export const requestClassOf = (request: Request): string => fingerprintOf({ ...request, take: 1 });

/**
 * All members of a request in one fixed order; JSON leaves out those it does not have. Spelled out, since
 * sorting the names of a hundred thousand requests would take most of the time of planning; `satisfies`
 * sees to it that none is forgotten.
 */
function inOrder(request: Request) {
  const generate = request.kind === 'generate' ? request : undefined;
  return {
    kind: request.kind,
    provider: request.provider,
    model: request.model,
    prompt: request.prompt,
    size: sizeText(request.size),
    fps: request.fps,
    options: sortedEntries(request.options),
    take: request.take,
    variation: request.variation,
    seconds: request.seconds,
    firstFrame: generate?.firstFrame && inputText(generate.firstFrame),
    references: generate?.references.map(referenceText),
    characters: generate?.characters,
    source: request.kind === 'generate' ? undefined : inputText(request.source),
    lastFrame: generate?.lastFrame && inputText(generate.lastFrame),
    sound: request.sound,
  } satisfies OfEach<GenerateRequest, unknown> &
    OfEach<ExtendRequest, unknown> &
    OfEach<EditRequest, unknown>;
}

/** A picture of the cast is as in the fingerprints of 0.1. */
function referenceText(reference: Reference): readonly string[] {
  const { name = '', role } = reference;
  const { kind, input } = mediumOf(reference);
  const plain = [name, inputText(input)];
  return kind === 'image' && role === undefined ? plain : [...plain, kind, role ?? ''];
}

const sortedEntries = (options: Request['options']) =>
  Object.keys(options)
    .sort()
    .map((name) => [name, options[name]]);

function inputText(input: Input): string {
  switch (input.kind) {
    case 'file':
      return `file ${input.sha256}`;
    case 'job':
    case 'last-frame':
      return `${input.kind} ${input.fingerprint}`;
    case 'frame':
      return `frame ${inputKey(input)}`;
    default:
      return unreachable(input);
  }
}
