import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { Clock } from '../core/ports.ts';
import { type Input, inputKey, type Request } from '../core/request.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import type { Tools } from '../media/tools.ts';
import { animaticProvider } from '../providers/animatic/animatic.ts';
import { animaticData } from '../providers/animatic/models.ts';
import type { Provider } from '../providers/provider.ts';
import type { SandboxStudio, Shooting } from './studio.ts';

/** Draws each clip as an animatic, under the requested model's name, with as many at once as there are cores. */
export function animaticStudio(tools: Tools, folder: string, clock: Clock): SandboxStudio {
  const stop = new AbortController();
  const providers = new Map<string, Provider>();
  const lanes: Promise<unknown>[] = Array.from({ length: availableParallelism() }, () => Promise.resolve());
  let turn = 0;

  const providerOf = (model: string): Provider => {
    const made = providers.get(model) ?? animaticProvider({ tools, folder, data: dataOf(model) });
    providers.set(model, made);
    return made;
  };

  const draw = async (shooting: Shooting): Promise<Result<string, string>> => {
    const provider = providerOf(shooting.model);
    const inputs = new Map(inputsOf(shooting).map(({ input, file }) => [inputKey(input), { file }]));
    const submission = { attempt: randomUUID(), request: requestOf(shooting), inputs };
    const submitted = await provider.submit(submission, stop.signal);
    if (submitted.kind !== 'accepted') return err(submitted.failure.message);
    while (!stop.signal.aborted) {
      const polled = await provider.poll(submitted.remote, stop.signal);
      if (polled.kind === 'failed') return err(polled.failure.message);
      if (polled.kind === 'completed') {
        const file = join(folder, `${randomUUID()}.mp4`);
        await provider.download(submitted.remote, file, stop.signal);
        return ok(file);
      }
      await clock.sleep(provider.pollDelay(1), stop.signal);
    }
    return err('The sandbox was stopped.');
  };

  return {
    shoot(shooting) {
      const lane = turn++ % lanes.length;
      const drawn = (lanes[lane] ?? Promise.resolve()).then(() => draw(shooting));
      lanes[lane] = drawn.catch(() => undefined);
      return drawn;
    },
    async close() {
      stop.abort();
      await Promise.all(lanes);
    },
  };
}

/** The animatic's own model, which makes any length and size, under another name and at the usual frame rate. */
function dataOf(model: string) {
  const data = animaticData([]);
  return { ...data, models: data.models.map((own) => ({ ...own, model, fps: 24 })), defaultModel: model };
}

const inputsOf = ({ image, lastImage, source }: Shooting): readonly { input: Input; file: string }[] =>
  [image, lastImage, source].flatMap((file) => (file === undefined ? [] : [{ input: inputOf(file), file }]));

/** These files never change, so a name identifies the bytes. */
const inputOf = (file: string): Input => ({ kind: 'file', sha256: basename(file) });

function requestOf(shooting: Shooting): Request {
  const { kind, model, prompt, seconds, size, take, image, lastImage, source = '' } = shooting;
  const common = { provider: 'sandbox', model, prompt, seconds, size, take, variation: 1, options: {} };
  switch (kind) {
    case 'generate':
      return {
        ...common,
        kind,
        references: [],
        characters: [],
        ...(image === undefined ? {} : { firstFrame: inputOf(image) }),
        ...(lastImage === undefined ? {} : { lastFrame: inputOf(lastImage) }),
      };
    case 'extend':
    case 'edit':
      return { ...common, kind, source: inputOf(source) };
    default:
      return unreachable(kind);
  }
}
