/**
 * The public API. A film is made in three calls: `machine` says where, `openPlan` says what would be done,
 * `runFilm` does it. Expected failures are values; what is thrown is a bug, or a disk that lies.
 */

export type { Code } from './core/codes.ts';
export type { Diagnostic, Params, Place } from './core/diagnostic.ts';
export type { Event, RunCounts } from './core/event.ts';
export type { JudgedFigure } from './core/figure-text.ts';
export type { Asset, MediaFacts, SourceTimecode } from './core/footage.ts';
export type { Size } from './core/frames.ts';
export type { HeldAttempt, HeldClip, Holdings, LedgerEntry } from './core/holdings.ts';
export type { Clock, Environment, Random } from './core/ports.ts';
export type {
  EditRequest,
  ExtendRequest,
  GenerateRequest,
  Input,
  MediumKind,
  Reference,
  ReferenceRole,
  Request,
} from './core/request.ts';
export type { Result } from './core/result.ts';
export type {
  ChainJudgement,
  Correction,
  Finding,
  FindingKind,
  FootageFigures,
  FootageJudgement,
  JudgedState,
  Judgement,
  LinkFigures,
  SeamFigures,
  SeamJudgement,
  SeamKind,
} from './judge/judgement.ts';
export type { Tool, Tools } from './media/tools.ts';
export type {
  Cost,
  Footage,
  FrameJob,
  Job,
  JobState,
  Plan,
  PlannedTake,
  ProviderJob,
  Timeline,
  TimelineEntry,
} from './planner/plan.ts';
export { type PlanJson, planToJson } from './planner/plan-json.ts';
export type { Announcer, Subscription } from './project/events/announcer.ts';
export type { FilmEvent, Told } from './project/events/film-event.ts';
export type { Refusal, RunEnd } from './project/events/run-end.ts';
export type { JobAtWork, JobOver, Standing } from './project/events/standing.ts';
export { asLastRun, type Continued } from './project/film/choices.ts';
export {
  type FilmRequest,
  type LoadedFilm,
  loadFilm,
  openPlan,
  type PlannedFilm,
  planFilm,
} from './project/film/film.ts';
export type { Sums } from './project/film/ledger.ts';
export { pickTake } from './project/film/pick.ts';
export { choicesOf, type PlanFile, readPlanFile, savePlanFile } from './project/film/saved-plan.ts';
export { type SegmentStatus, type Status, statusOf, type TakeStatus } from './project/film/status.ts';
export { type JudgeProgress, type Judging, judgeFilm } from './project/judging/judge-film.ts';
export { knownJudgement } from './project/judging/known-judgement.ts';
export { type WrittenCorrection, writeCorrections } from './project/judging/write-corrections.ts';
export { type MachineSettings, machine } from './project/machine/machine.ts';
export type { Providers } from './project/machine/providers.ts';
export type { World } from './project/machine/world.ts';
export { type Exported, type ExportRequest, exportFilm } from './project/outputs/export.ts';
export type { OutputRequest } from './project/outputs/output-files.ts';
export { type CancelledJob, type CancelRequest, cancelJobs } from './project/run/cancel.ts';
export { stitchFilm } from './project/run/cut.ts';
export { type ResolveAnswer, type ResolveRequest, resolveSubmission } from './project/run/resolve.ts';
export { type RunRequest, runFilm } from './project/run/run.ts';
export { type SettleRequest, settleFailedJobs } from './project/run/settle-failed.ts';
export type { FilmAccount } from './project/upkeep/film-accounts.ts';
export type { Garbage, GarbageFile } from './project/upkeep/garbage.ts';
export { type Collectable, type Collected, collectGarbage, type GcRequest } from './project/upkeep/gc.ts';
export {
  type Recoverable,
  type Recovered,
  type RecoverRequest,
  recoverStore,
} from './project/upkeep/recover.ts';
export {
  type Verified,
  type VerifyProgress,
  type VerifyRequest,
  verifyStore,
} from './project/upkeep/verify.ts';
export type {
  Capabilities,
  Extension,
  Lengths,
  Price,
  PriceRule,
  ProviderData,
  ReferenceLimits,
  Sizes,
} from './providers/capabilities.ts';
export type { KeyPlace } from './providers/key.ts';
export type {
  ConfigEntry,
  EntryProblem,
  EntryReader,
  KnownProvider,
  Opening,
  ProviderKind,
  ReadEntry,
  ServiceList,
} from './providers/kind.ts';
export type {
  Cancelled,
  Deleted,
  Downloaded,
  Failure,
  Gone,
  Listed,
  ListedJob,
  Looked,
  Polled,
  Provider,
  Submission,
  Submitted,
  Uploaded,
  Waiting,
} from './providers/provider.ts';
export { builtInProviders } from './providers/registry.ts';
export type { ReadCall, WebhookCall, WebhookChecking, WebhookReader } from './providers/webhook.ts';
export { diagnosticsText, diagnosticText } from './report/diagnostic-text.ts';
export { type Paint, plain } from './report/paint.ts';
export type { Scene, Segment, Source, Storyboard, Transition } from './storyboard/model.ts';
export type { Overrides } from './storyboard/read.ts';
