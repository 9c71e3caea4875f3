import { readFile } from 'node:fs/promises';
import { sha256 } from '../../../src/core/canonical.ts';
import type { EditRequest, ExtendRequest, GenerateRequest, Request } from '../../../src/core/request.ts';
import { animaticProvider } from '../../../src/providers/animatic/animatic.ts';
import { animaticData } from '../../../src/providers/animatic/models.ts';
import { openai } from '../../../src/providers/videos-api/models.ts';
import { type Samples, samples } from '../../rig/samples.ts';

export const data = animaticData(openai.models);
const going = new AbortController().signal;

type Asked<R> = Partial<Omit<R, 'kind'>> & { readonly prompt: string };
const common = {
  ...{ provider: 'animatic', model: 'animatic', size: { width: 640, height: 360 }, options: {} },
  ...{ take: 1, variation: 1, seconds: 1 },
};
const source = { kind: 'job', fingerprint: 'source' } as const;

export const generating = (asked: Asked<GenerateRequest>): GenerateRequest => ({
  ...{ ...common, kind: 'generate', references: [], characters: [] },
  ...asked,
});
export const extending = (asked: Asked<ExtendRequest>): ExtendRequest => ({
  ...{ ...common, kind: 'extend', source },
  ...asked,
});
export const editing = (asked: Asked<EditRequest>): EditRequest => ({
  ...{ ...common, kind: 'edit', source },
  ...asked,
});

/** The real provider in a folder of its own. */
export async function studio() {
  const here: Samples = await samples();
  const provider = animaticProvider({ tools: here.tools, folder: here.path('animatic'), data });
  let attempts = 0;

  /** Has a request drawn; the clip's name. Inputs are files of the folder, by key. */
  const draw = async (request: Request, inputs: Readonly<Record<string, string>> = {}): Promise<string> => {
    const attempt = `attempt-${++attempts}`;
    const files = Object.entries(inputs).map(([key, name]) => [key, { file: here.path(name) }] as const);
    const submitted = await provider.submit({ attempt, request, inputs: new Map(files) }, going);
    if (submitted.kind !== 'accepted') throw new Error(JSON.stringify(submitted));
    for (;;) {
      const polled = await provider.poll(submitted.remote, going);
      if (polled.kind === 'completed') break;
      if (polled.kind !== 'waiting') throw new Error(JSON.stringify(polled));
    }
    const name = `${attempt}.mp4`;
    await provider.download(submitted.remote, here.path(name), going);
    return name;
  };

  return {
    ...here,
    provider,
    draw,
    extend: (request: ExtendRequest, of: string) => draw(request, { source: of }),
    edit: (request: EditRequest, of: string) => draw(request, { source: of }),
    hash: async (name: string) => sha256(await readFile(here.path(name))),
    /** Decibels: the picture between the bars only, of one frame of each. */
    async likeness(a: string, frameA: number, b: string, frameB: number): Promise<number> {
      const [one, other] = await Promise.all([here.grey(a, frameA), here.grey(b, frameB)]);
      const [from, to] = [0.1 * one.length, 0.7 * one.length].map(Math.floor) as [number, number];
      let error = 0;
      for (let i = from; i < to; i++) error += ((one[i] ?? 0) - (other[i] ?? 0)) ** 2;
      return 10 * Math.log10((255 * 255 * (to - from)) / Math.max(error, 1));
    },
  };
}

export type TestStudio = Awaited<ReturnType<typeof studio>>;
