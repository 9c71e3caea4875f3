import type { MediumKind } from '../../../core/request.ts';
import { imageHeader } from '../../../media/image-header.ts';
import { isFields } from '../../fields.ts';
import type { Form } from '../../form.ts';
import { type Medium, mediumOf, secondsOf } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import { objectsIn } from '../../strict.ts';
import type { ServedSeedance } from './models.ts';

/** What `content` gives: words, frames, and what to lean on. */
export interface SeedanceContent {
  readonly prompt: string;
  readonly first?: Medium;
  readonly last?: Medium;
  readonly references: Readonly<Record<MediumKind, number>>;
}

const roles: Readonly<Record<string, MediumKind>> = {
  first_frame: 'image',
  last_frame: 'image',
  reference_image: 'image',
  reference_video: 'video',
  reference_audio: 'audio',
};

const mostItems = 60;

export async function readContent(
  form: Form,
  model: ServedSeedance,
  folder: string,
): Promise<SeedanceContent> {
  const items = objectsIn(form, 'content', mostItems);
  const texts = items.filter(({ type }) => type === 'text');
  const prompt = typeof texts[0]?.text === 'string' ? texts[0].text : '';
  if (texts.length !== 1 || prompt === '') refuse(form, 'one text is expected');
  const frames: { first?: Medium; last?: Medium } = {};
  const references = { image: 0, video: 0, audio: 0 };
  let heard = 0;
  for (const item of items.filter(({ type }) => type !== 'text')) {
    // Without a role, a picture is the first frame.
    const role = item.role ?? (item.type === 'image_url' ? 'first_frame' : undefined);
    const kind = roles[String(role)];
    const holder = item[`${kind}_url`];
    if (kind === undefined || item.type !== `${kind}_url` || !isFields(holder)) {
      refuse(form, 'an item has no known type and role');
      continue;
    }
    const medium = await read(form, kind, holder.url, folder);
    if (role === 'first_frame' || role === 'last_frame') {
      const place = role === 'first_frame' ? 'first' : 'last';
      if (frames[place]) refuse(form, `there is more than one ${role}`);
      if (medium) frames[place] = medium;
    } else references[kind] += 1;
    if (kind === 'audio' && medium) heard += await secondsOf(medium);
  }
  const used = references.image + references.video + references.audio;
  if (frames.last && !frames.first) refuse(form, 'a last_frame needs a first_frame');
  if (frames.first && used > 0) refuse(form, 'first/last frame content cannot be mixed with reference media');
  if (!model.isNewer && references.audio > 0 && used === references.audio)
    refuse(form, 'reference_audio needs an image or a video');
  for (const kind of ['image', 'video', 'audio'] as const) {
    if (references[kind] > model.references[kind]) refuse(form, `there are too many items of ${kind}`);
  }
  if (heard > model.seconds + 0.2) refuse(form, `recordings are longer than ${model.seconds} seconds in all`);
  return { prompt, ...frames, references };
}

async function read(form: Form, kind: MediumKind, url: unknown, folder: string): Promise<Medium | undefined> {
  const [, type = '', base64] =
    /^data:([a-z]+)\/[\w.+-]+;base64,(.+)$/s.exec(typeof url === 'string' ? url : '') ?? [];
  if (kind === 'video') {
    const isLink = typeof url === 'string' && /^https?:\/\//.test(url);
    refuse(form, isLink ? 'the sandbox fetches nothing' : 'a video is given by its public URL');
    return undefined;
  }
  if (base64 === undefined || type !== kind) {
    refuse(form, `${kind}_url.url: the sandbox takes base64 of ${kind}/… only`);
    return undefined;
  }
  const medium = await mediumOf(Buffer.from(base64, 'base64'), kind, folder);
  if (!medium) refuse(form, `${kind}_url.url is no ${kind}`);
  const size = kind === 'image' && medium ? imageHeader(medium.bytes)?.size : undefined;
  if (size && !isFit(size.width, size.height)) {
    refuse(form, 'sides of an image are 300 to 6000 pixels, and its ratio is from 0.4 to 2.5');
  }
  return medium;
}

const isFit = (width: number, height: number): boolean =>
  Math.min(width, height) >= 300 &&
  Math.max(width, height) <= 6000 &&
  width / height >= 0.4 &&
  width / height <= 2.5;

function refuse(form: Form, why: string): void {
  form.refuse(invalid('content', `The parameter \`content\` specified in the request is not valid: ${why}.`));
}
