import type { Form } from '../../form.ts';
import type { Medium } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import type { OmniInput } from './read-input.ts';

/** What pictures and footage are for, as the prompt says or, without a word of it, the task. */
export interface OmniRoles {
  readonly first?: Medium;
  readonly last?: Medium;
  readonly references: { readonly images: number; readonly videos: number };
}

const mostImages = 6;
const mostVideos = 3;
/** Of a video that is leant on. */
const longestReference = 3;

/** `[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] [# References <IMAGE_REF_0>@Image3]`, or the tags alone. */
export function readRoles(form: Form, { prompt, images, videos }: OmniInput, task: string): OmniRoles {
  const refuse = (message: string) => form.refuse(invalid('input', message));
  const place = (tag: string): number | undefined => {
    const declared = new RegExp(`<${tag}>@Image(\\d+)`).exec(prompt)?.[1];
    if (declared !== undefined) return Number(declared) - 1;
    const isTagged = prompt.includes(`<${tag}>`);
    const isMeant = task === 'image_to_video' && !prompt.includes('_FRAME>');
    if (tag === 'FIRST_FRAME') return isTagged || isMeant ? 0 : undefined;
    return isTagged || (isMeant && images.length > 1) ? 1 : undefined;
  };
  const [begins, ends] = [place('FIRST_FRAME'), place('LAST_FRAME')];
  const [first, last] = [begins, ends].map((at) => (at === undefined ? undefined : images[at]));
  if ((begins !== undefined && !first) || (ends !== undefined && !last)) refuse('A frame has no image.');
  if (last && !first) refuse('<LAST_FRAME> must be used together with <FIRST_FRAME>.');
  if (images.length > mostImages) refuse(`At most ${mostImages} images are supported.`);
  if (task !== 'edit' && task !== 'extend') {
    if (videos.length > mostVideos) refuse(`At most ${mostVideos} video references are supported.`);
    if (videos.some(({ seconds }) => seconds > longestReference + 0.2)) {
      refuse(`A video reference may have ${longestReference} seconds.`);
    }
  }
  const framed = new Set([begins, ends].filter((at) => at !== undefined)).size;
  for (const [, kind = '', at = ''] of prompt.matchAll(/<(?:IMAGE|VIDEO)_REF_\d+>@(Image|Video)(\d+)/g)) {
    const list = kind === 'Image' ? images : videos;
    if (list[Number(at) - 1] === undefined) refuse(`There is no ${kind}${at}.`);
  }
  return {
    ...(first && { first }),
    ...(last && { last }),
    references: { images: images.length - framed, videos: videos.length },
  };
}
