import { type Fields, isFields } from '../../fields.ts';
import type { Form } from '../../form.ts';
import { type Medium, mediumOf, secondsOf } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import { strict } from '../../strict.ts';

/** What an interaction is given, in its order. */
export interface OmniInput {
  readonly prompt: string;
  readonly images: readonly Medium[];
  readonly videos: readonly (Medium & { readonly seconds: number })[];
}

/** `input` may be words, contents, or steps of a user with contents. */
function contentsOf(form: Form, input: unknown): readonly Fields[] {
  if (typeof input === 'string') return [{ type: 'text', text: input }];
  const list = Array.isArray(input) ? input.filter(isFields) : [];
  const contents = list.flatMap((one) =>
    one.type === 'user_input' && Array.isArray(one.content) ? one.content.filter(isFields) : [one],
  );
  if (contents.length === 0) form.refuse(invalid('input', 'Input is required.'));
  return contents;
}

export async function readInput(form: Form, folder: string): Promise<OmniInput> {
  const texts: string[] = [];
  const images: Medium[] = [];
  const videos: OmniInput['videos'][number][] = [];
  for (const content of contentsOf(form, form.fields.input)) {
    if (content.type === 'text' && typeof content.text === 'string') texts.push(content.text);
    else if (content.type === 'image' || content.type === 'video') {
      const { type } = content;
      strict(form, ['type', 'mime_type', 'data', 'uri'], { at: 'input', fields: content });
      const medium = await readMedium(form, type, content, folder);
      if (medium && type === 'image') images.push(medium);
      if (medium && type === 'video') videos.push({ ...medium, seconds: await secondsOf(medium) });
    } else form.refuse(invalid('input', `Unsupported content of type '${String(content.type)}'.`));
  }
  const prompt = texts.join('\n');
  if (prompt === '') form.refuse(invalid('input', 'A text prompt is required.'));
  return { prompt, images, videos };
}

async function readMedium(
  form: Form,
  type: 'image' | 'video',
  { data, mime_type: mime }: Fields,
  folder: string,
): Promise<Medium | undefined> {
  if (typeof data !== 'string') {
    form.refuse(invalid('input', 'The sandbox keeps no files: send data.'));
    return undefined;
  }
  if (typeof mime !== 'string' || !mime.startsWith(`${type}/`)) {
    form.refuse(invalid('input', `Unsupported MIME type: ${String(mime)}`));
  }
  const medium = await mediumOf(Buffer.from(data, 'base64'), type, folder);
  if (!medium) form.refuse(invalid('input', `Unable to process input ${type}.`));
  return medium;
}
