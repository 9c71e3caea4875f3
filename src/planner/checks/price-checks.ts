import { say, says } from '../../core/sentence.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import { isSettled, type Job } from '../plan.ts';

/** Reports what has to be made by a model whose price is not known: a plan shows what it spends, to the end. */
export function checkPrices(
  jobs: readonly Job[],
  segments: readonly Segment[],
  providers: ReadonlyMap<string, ProviderData>,
  findings: Findings,
): void {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  for (const job of jobs) {
    if (job.kind === 'frame' || isSettled(job.state)) continue;
    const { provider, model } = job.request;
    const price = providers.get(provider)?.models.find((one) => one.model === model)?.price;
    const segment = byId.get(job.segment);
    if (price?.kind !== 'unknown' || segment === undefined) continue;
    findings.once(`price ${provider} ${model}`, () => ({
      ...about(segment, 'error', 'price-unknown'),
      ...says(
        say`What ${{ model }} of ${{ provider }} costs is not known${price.note === undefined ? say`` : say`: ${{ cause: price.note }}`}.`,
        say`State its \`price\` in the config file (docs/providers.md), choose another model (\`storycut providers\` lists them), or rehearse it with \`--provider animatic\`.`,
      ),
    }));
  }
}
