import {
  fingerprintOf,
  type GenerateRequest,
  type Input,
  inputKey,
  type Request,
} from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { Prompted, Segment } from '../../storyboard/model.ts';
import type { SentAlong } from '../models/cast.ts';
import type { Maker } from '../models/maker.ts';
import { soundOf } from '../models/sound.ts';
import { type FootagePart, linksOf, type Origin, type TakeFootage, wholeOf } from './footage.ts';
import type { BareJob } from './job-list.ts';
import { type EdgePicture, frameJob } from './meeting.ts';

/** How a segment's footage is made: the same for each of its takes. */
export interface Recipe {
  readonly segment: Segment;
  readonly prompted: Prompted;
  readonly maker: Maker;
  readonly links: readonly Link[];
  readonly along: SentAlong;
}

/** A step of a chain. One without `from` continues from the step before. `end`: the picture that it ends with. */
export type Link =
  | {
      readonly kind: 'generate';
      readonly seconds: number;
      readonly image?: EdgePicture;
      readonly end?: EdgePicture;
    }
  /** Generates from the last frame of other footage. */
  | {
      readonly kind: 'continue';
      readonly seconds: number;
      readonly from?: Origin;
      readonly end?: EdgePicture;
    }
  | { readonly kind: 'extend'; readonly seconds: number; readonly from?: Extendable }
  | { readonly kind: 'edit'; readonly piece: FootagePart; readonly extensions: number };

/** A clip that can be extended natively. */
export interface Extendable {
  readonly piece: FootagePart;
  readonly extensions: number;
}

export interface Take {
  readonly take: number;
  /** In the order of its chain. */
  readonly jobs: readonly BareJob[];
  readonly footage: TakeFootage;
}

/** The jobs of one take, link by link. */
export function jobsOfTake(recipe: Recipe, take: number): Take {
  const jobs: BareJob[] = [];
  const pieces: FootagePart[] = [];
  let extensions = 0;
  recipe.links.forEach((link, index) => {
    const step = takeStep(recipe, link, { take, link: index + 1 }, { piece: pieces.at(-1), extensions });
    jobs.push(...step.jobs);
    if (step.replaces) pieces.pop();
    pieces.push(step.piece);
    extensions = step.extensions;
  });
  const { provider, model, size } = recipe.maker;
  return { take, jobs, footage: { pieces, size, lineage: { provider, model: model.model, extensions } } };
}

interface Position {
  readonly take: number;
  readonly link: number;
}

interface Step {
  readonly jobs: readonly BareJob[];
  readonly piece: FootagePart;
  /** Whether the piece contains the footage of the one before it, too. */
  readonly replaces: boolean;
  readonly extensions: number;
}

function takeStep(
  recipe: Recipe,
  link: Link,
  position: Position,
  previous: { readonly piece: FootagePart | undefined; readonly extensions: number },
): Step {
  const make = (request: Request, holds: number) => providerJob(recipe, request, position, holds);
  switch (link.kind) {
    case 'generate': {
      const { seconds, image, end } = link;
      const frames = { first: image?.input, last: end?.input };
      const made = make(generateRequest(recipe, position.take, seconds, frames), seconds);
      const jobs = [...takenFor(image), ...takenFor(end), made.job];
      return { jobs, piece: { from: made.origin, seconds }, replaces: false, extensions: 0 };
    }
    case 'continue': {
      const { seconds, end } = link;
      const frame = frameJob(link.from ?? present(previous.piece).from);
      const first: Input = { kind: 'last-frame', fingerprint: inputKey(frame.source) };
      const made = make(
        generateRequest(recipe, position.take, seconds, { first, last: end?.input }),
        seconds,
      );
      return {
        jobs: [frame, ...takenFor(end), made.job],
        piece: { from: made.origin, seconds },
        replaces: false,
        extensions: 0,
      };
    }
    case 'extend': {
      const source = link.from ?? { piece: present(previous.piece), extensions: previous.extensions };
      const before = wholeOf(source.piece);
      const { input } = source.piece.from;
      const { seconds } = link;
      const made = make(requestOn('extend', recipe, position.take, seconds, input), before + seconds);
      const piece: FootagePart =
        link.from === undefined
          ? {
              ...source.piece,
              from: made.origin,
              seconds: source.piece.seconds + seconds,
              links: [...linksOf(source.piece), { from: made.origin, seconds }],
            }
          : { from: made.origin, seconds, after: { fingerprint: inputKey(input), seconds: before } };
      return {
        jobs: [made.job],
        piece,
        replaces: link.from === undefined,
        extensions: source.extensions + 1,
      };
    }
    case 'edit': {
      const seconds = wholeOf(link.piece);
      const made = make(requestOn('edit', recipe, position.take, seconds, link.piece.from.input), seconds);
      const { after } = link.piece;
      return {
        jobs: [made.job],
        piece: { from: made.origin, seconds: link.piece.seconds, ...(after && { after }) },
        replaces: false,
        extensions: link.extensions,
      };
    }
    default:
      return unreachable(link);
  }
}

const takenFor = (picture: EdgePicture | undefined): readonly BareJob[] =>
  picture?.job === undefined ? [] : [picture.job];

/** Members are written out here and below: to spread them in costs more than all the rest of planning. */
function generateRequest(
  { segment, prompted, maker, along }: Recipe,
  take: number,
  seconds: number,
  {
    first: firstFrame,
    last: lastFrame,
  }: { readonly first: Input | undefined; readonly last: Input | undefined },
): GenerateRequest {
  const request: GenerateRequest = {
    kind: 'generate',
    provider: maker.provider,
    model: maker.model.model,
    prompt: prompted.prompt,
    size: maker.size,
    options: segment.options,
    take,
    variation: segment.variation,
    seconds,
    references: along.references,
    characters: along.characters,
  };
  const begun = firstFrame === undefined ? request : { ...request, firstFrame };
  return withChoices(lastFrame === undefined ? begun : { ...begun, lastFrame }, segment, maker);
}

function requestOn(
  kind: 'extend' | 'edit',
  { segment, prompted, maker }: Recipe,
  take: number,
  seconds: number,
  source: Input,
): Request {
  const request: Request = {
    kind,
    provider: maker.provider,
    model: maker.model.model,
    prompt: prompted.prompt,
    size: maker.size,
    options: segment.options,
    take,
    variation: segment.variation,
    seconds,
    source,
  };
  return withChoices(request, segment, maker);
}

/** What only some models let be chosen. */
function withChoices<R extends Request>(request: R, segment: Segment, maker: Maker): R {
  const { fps } = maker;
  const paced = fps === undefined ? request : { ...request, fps };
  const sound = soundOf(segment, maker);
  return sound === undefined ? paced : { ...paced, sound };
}

function providerJob(
  { segment: { id: segment, attempts }, prompted: { fallbacks } }: Recipe,
  request: Request,
  { take, link }: Position,
  holds: number,
): { job: BareJob; origin: Origin } {
  const id = jobId(segment, take, link);
  const fingerprint = fingerprintOf(request);
  const { kind } = request;
  return {
    job: { id, segment, take, link, kind, fingerprint, request, fallbacks, attempts, holds },
    origin: { id, segment, take, link, input: { kind: 'job', fingerprint } },
  };
}

/** The name of a job for people. */
export const jobId = (segment: string, take: number, link: number): string =>
  `${segment}${take > 1 ? `#${take}` : ''}${link > 1 ? `.${link}` : ''}`;

function present(piece: FootagePart | undefined): FootagePart {
  if (piece === undefined) throw new Error('a chain cannot begin with a continuation');
  return piece;
}
