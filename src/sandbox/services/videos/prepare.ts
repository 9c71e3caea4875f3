import { err, ok, type Result } from '../../../core/result.ts';
import { probe } from '../../../media/probe.ts';
import { keepBytes } from '../../keep-bytes.ts';
import { type CallProblem, invalid, unknownVideo } from '../../problem.ts';
import type { Shooting } from '../../studio.ts';
import type { VideoShelf } from '../../video-shelf.ts';
import type { OrderSource, SandboxOrder } from './order.ts';

/** What is needed to prepare an order: the existing videos, and a folder for uploads. */
interface Backstage {
  readonly shelf: VideoShelf;
  readonly folder: string;
}

interface Prepared {
  readonly shooting: Omit<Shooting, 'take'>;
  /** How often the video will have been extended. */
  readonly extensions: number;
}

const mostExtensions = 6;
const longest = 120;

/** The order with its footage as files, or why it can't be made. */
export async function prepare(
  order: SandboxOrder,
  backstage: Backstage,
): Promise<Result<Prepared, CallProblem>> {
  if (order.kind === 'generate') {
    const { kind, model, prompt, seconds, size, image, lastImage } = order;
    const kept = async (bytes: Buffer | undefined): Promise<string | undefined> =>
      bytes && (await keepBytes(bytes, 'image', backstage.folder));
    const [first, last] = [await kept(image), await kept(lastImage)];
    const shooting = {
      ...{ kind, model, prompt, seconds, total: seconds, size },
      ...(first !== undefined && { image: first }),
      ...(last !== undefined && { lastImage: last }),
    };
    return ok({ shooting, extensions: 0 });
  }
  const source = await sourceOf(order.source, backstage);
  if (!source.ok) return source;
  const { file, size, extensions } = source.value;
  const { kind, prompt, model = source.value.model } = order;
  const seconds = kind === 'extend' ? order.seconds : source.value.seconds;
  const total = kind === 'extend' ? seconds + source.value.seconds : seconds;
  const shooting = { kind, model, prompt, seconds, total, size, source: file };
  if (kind === 'edit') return ok({ shooting, extensions });
  if (extensions >= mostExtensions || total > longest) {
    const limits = `at most ${mostExtensions} times, to ${longest} seconds in total`;
    return err(invalid('video', `A video can be extended ${limits}.`));
  }
  return ok({ shooting, extensions: extensions + 1 });
}

interface Footage {
  readonly file: string;
  readonly model: string;
  readonly size: Shooting['size'];
  readonly seconds: number;
  readonly extensions: number;
}

/** OpenAI's default model, which also applies to uploads: they never name one. */
const defaultModel = 'sora-2';

async function sourceOf(source: OrderSource, backstage: Backstage): Promise<Result<Footage, CallProblem>> {
  if (source.kind === 'video') {
    const found = backstage.shelf.get(source.id);
    if (!found) return err(unknownVideo(source.id));
    const { file, extensions } = found;
    const { model, size, seconds } = found.video;
    if (file !== undefined) return ok({ file, model, size, seconds, extensions });
    return err(invalid('video', `Video '${source.id}' is not completed, or its content has expired.`));
  }
  const file = await keepBytes(source.bytes, 'mp4', backstage.folder);
  const facts = await probe(file);
  if (!facts.ok || facts.value.kind !== 'video') {
    return err(invalid('video', 'The file is not footage that can be read.', 'invalid_video'));
  }
  const { size, seconds } = facts.value;
  return ok({ file, model: defaultModel, size, seconds, extensions: 0 });
}
