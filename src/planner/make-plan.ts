import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import type { Holdings } from '../core/holdings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { ProviderData } from '../providers/capabilities.ts';
import type { Storyboard } from '../storyboard/model.ts';
import { expand } from './chains/expand.ts';
import { checkCues } from './checks/cue-checks.ts';
import { checkCut } from './checks/cut-checks.ts';
import { checkMeetings } from './checks/meeting-checks.ts';
import { checkNarration } from './checks/narration-checks.ts';
import { checkOutputs } from './checks/output-checks.ts';
import { checkPicks } from './checks/pick-checks.ts';
import { checkPlatform } from './checks/platform-checks.ts';
import { checkPrices } from './checks/price-checks.ts';
import { cutTime } from './estimates/cut-time.ts';
import { estimator } from './estimates/estimator.ts';
import { wallTime } from './estimates/schedule.ts';
import { collectFindings } from './findings.ts';
import { draftNote } from './models/draft.ts';
import { jobsToMake, type Plan } from './plan.ts';
import { selectableIn, selectSegments } from './select.ts';
import { judge } from './state/judge.ts';
import { filesSentBy, neededJobs } from './state/needed.ts';
import { checkDialogue } from './timeline/dialogue-checks.ts';
import { layOut } from './timeline/timeline.ts';

export interface PlanInput {
  readonly storyboard: Storyboard;
  /** The storyboard's file, as the user named it. */
  readonly named: string;
  readonly providers: ReadonlyMap<string, ProviderData>;
  readonly holdings: Holdings;
  /** Names of what to make, with what it needs, as `selectSegments` takes them; undefined: all. The timeline is always the whole film's. */
  readonly only?: readonly string[];
  /** Cheapest models and sizes, shortest lengths. */
  readonly draft?: boolean;
  /** Footage that its provider lost is regenerated and paid for again. */
  readonly payAgain?: boolean;
  /** Jobs at once. */
  readonly concurrency: number;
  /** How many times as long as an ordinary machine this one takes for a cut; undefined: there is none. */
  readonly cut?: number | undefined;
}

/**
 * What a run would do, why, and at what price: from the storyboard, what the models can do, and what is in the store.
 * Pure. The error has everything that is wrong, and the warnings.
 */
export function makePlan(input: PlanInput): Result<Plan, readonly Diagnostic[]> {
  const { storyboard, providers, holdings, draft = false, payAgain = false } = input;
  const { format } = storyboard;
  const findings = collectFindings();
  if (draft) findings.add(draftNote);

  const selected = input.only && selectSegments(input.only, selectableIn(storyboard));
  if (selected?.ok === false) selected.error.forEach(findings.add);
  const wanted = selected?.ok ? new Set(selected.value) : undefined;
  const { list, segments } = expand(
    { segments: storyboard.segments, providers, format, draft, holdings },
    findings,
  );
  if (hasErrors(findings.all)) return err(findings.all);

  const inFilmOrder = storyboard.segments.flatMap(({ id }) => segments.get(id) ?? []);
  const wantedOnes = inFilmOrder.filter(({ segment }) => wanted?.has(segment.id) ?? true);
  const estimate = estimator(providers, holdings);
  const judged = judge(list.jobs, { holdings, payAgain, providers }, estimate);
  const jobs = neededJobs(judged, new Set(wantedOnes.flatMap(({ clips }) => clips)));
  checkPrices(jobs, storyboard.segments, providers, findings);
  if (hasErrors(findings.all)) return err(findings.all);
  const { scenes, audio, captions, outputs } = storyboard;
  const timeline = layOut(
    {
      ...{ segments: inFilmOrder, scenes, audio, draft },
      ...{ fps: format.fps, burn: captions.burn, holdings, jobId: list.idOf },
      standsIn: (provider) => providers.get(provider)?.standsIn === true,
    },
    findings,
  );
  checkPicks(inFilmOrder, { jobs: judged, holdings }, findings);
  checkCut(inFilmOrder, format.fps, findings);
  checkMeetings(inFilmOrder, format.fps, findings);
  if (!draft && !storyboard.lintOff.includes('dialogue-long'))
    checkDialogue(inFilmOrder, format.fps, findings);
  checkNarration(audio.narration, storyboard.segments, timeline, findings);
  checkCues(audio.cues, storyboard.segments, timeline, findings);
  const cutSeconds = input.cut === undefined ? 0 : input.cut * cutTime(storyboard, timeline, jobs);
  checkOutputs(outputs, format.size, timeline, findings);
  if (storyboard.platform) checkPlatform(storyboard.platform, timeline, findings);

  return ok({
    schemaVersion: 1,
    storyboard: input.named,
    jobs,
    timeline,
    takes: wantedOnes.flatMap(({ takes }) => takes),
    cost: estimate.cost(jobs, holdings.money),
    files: filesSentBy(jobs, storyboard.segments),
    seconds: wallTime(jobsToMake({ jobs }), input.concurrency, estimate.lane) + cutSeconds,
    cutSeconds,
    diagnostics: findings.all,
  });
}
