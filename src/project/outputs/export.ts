import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { ClipFile, Clips } from '../../handover/clips.ts';
import { type FormatName, isSheet, type SheetName, type TimelineName } from '../../handover/format-name.ts';
import { formats, sheets } from '../../handover/formats.ts';
import { handoverOf } from '../../handover/from-plan.ts';
import { type Handover, transitionName } from '../../handover/handover.ts';
import { csvText } from '../../handover/sheets/csv.ts';
import { probe } from '../../media/probe.ts';
import type { Refusal } from '../events/run-end.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../film/film.ts';
import { marksOf, openNotes } from '../film/notes.ts';
import { aboutPicks } from '../film/pick.ts';
import { statusOf } from '../film/status.ts';
import type { World } from '../machine/world.ts';
import { exportFile, exportFormat, writeExport } from './export-file.ts';

export interface ExportRequest extends FilmRequest {
  /** Undefined: that of the extension of `output`, where `.csv` is a shot list, or OpenTimelineIO. */
  readonly format?: FormatName | undefined;
  /** A file or folder, as the user named it; undefined: nothing is written. */
  readonly output?: string | undefined;
  /** Replace also a file that Storycut did not write. */
  readonly replace?: boolean | undefined;
}

export interface Exported {
  readonly text: string;
  /** Where it was written, absolute; absent if it was not. */
  readonly file?: string;
  /** What the user should know: missing footage, transitions that the format does not have. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The film as a timeline, with the existing clips, or a table about it. Makes no footage and takes no lock. */
export async function exportFilm(world: World, request: ExportRequest): Promise<Result<Exported, Refusal>> {
  const opened = await openPlan(world, request);
  if (!opened.ok) return opened;
  const { film, plan, notices } = opened.value;
  const name = exportFormat(request.format, request.output);
  const file =
    request.output === undefined
      ? undefined
      : await exportFile(world.cwd, film, { ...request, output: request.output }, name);
  if (file && !file.ok) return err({ why: 'input', diagnostics: file.error });

  const said = isSheet(name)
    ? sheetOf(name, opened.value, file !== undefined)
    : await timelineOf(name, opened.value);
  const { text } = said;
  const diagnostics = [...notices, ...aboutPicks(plan), ...said.diagnostics];
  if (file === undefined) return ok({ text, diagnostics });
  const written = await writeExport(file.value, text, film);
  return written.ok
    ? ok({ text, file: file.value, diagnostics })
    : err({ why: 'environment', diagnostics: [written.error] });
}

/** Without it, Excel takes a file for one in the machine's old code page. */
const utf8Mark = '\ufeff';

type Document = Pick<Exported, 'text' | 'diagnostics'>;

/** A file is made for spreadsheets, and what is printed for other programs, which want plain lines. */
function sheetOf(name: SheetName, { film, plan, holdings }: PlannedFilm, isFile: boolean): Document {
  const { segments, attempts } = statusOf(film, plan, holdings);
  const states = new Map(segments.map(({ id, state }) => [id, state]));
  const table = sheets[name]({ film: film.storyboard, plan, attempts, states });
  return { text: isFile ? `${utf8Mark}${csvText(table)}` : csvText(table, '\n'), diagnostics: [] };
}

async function timelineOf(name: TimelineName, planned: PlannedFilm): Promise<Document> {
  const { film, plan } = planned;
  const { title, format, audio } = film.storyboard;
  const { clips, unreadable } = await readClips(planned);
  const noted = await openNotes(film);
  const notes = marksOf(noted.notes, plan.timeline);
  const handover = handoverOf({ plan, title, size: format.size, audio, clips, notes });
  return {
    text: formats[name].write(handover),
    diagnostics: [
      ...noted.diagnostics,
      ...unreadable,
      ...missing(handover, unreadable),
      ...approximated(handover, name),
    ],
  };
}

async function readClips({ plan, holdings, bring }: PlannedFilm): Promise<{
  readonly clips: Clips;
  readonly unreadable: readonly Diagnostic[];
}> {
  const clips = new Map<string, ClipFile>();
  const unreadable: Diagnostic[] = [];
  const held = plan.jobs.flatMap(({ id, kind, fingerprint, segment }) => {
    const clip = kind === 'frame' ? undefined : holdings.clip(fingerprint);
    return clip ? [{ id, segment, brought: bring(clip.hash) }] : [];
  });
  for (const { id, segment, brought } of held) {
    const found = await brought;
    if (!found.ok) {
      unreadable.push({ ...found.error, severity: 'warning', segment });
      continue;
    }
    const file = found.value;
    const facts = await probe(file);
    if (facts.ok && facts.value.kind === 'video') {
      clips.set(id, { ...facts.value, file, hasSound: facts.value.hasAudio });
    } else {
      unreadable.push(unreadableClip(segment, file));
    }
  }
  return { clips, unreadable };
}

const unreadableClip = (segment: string, file: string): Diagnostic => ({
  severity: 'warning',
  code: 'footage-unreadable',
  ...says(say`A clip of segment ${segment} can't be read and is exported as missing: ${{ file }}.`),
  segment,
});

function missing({ shots }: Handover, unreadable: readonly Diagnostic[]): readonly Diagnostic[] {
  const absent = shots.filter(({ material }) => material.kind === 'missing').map(({ segment }) => segment);
  const made = unreadable.map(({ segment }) => segment);
  const segments = new Set(absent.filter((segment) => !made.includes(segment)));
  return [...segments].map((segment) => ({
    severity: 'warning',
    code: 'footage-missing',
    ...says(say`Segment ${segment} has not been made yet: a gap is left for it in the film.`),
    segment,
  }));
}

function approximated({ shots }: Handover, name: TimelineName): readonly Diagnostic[] {
  const format = formats[name];
  const unsaid = shots.flatMap(({ join }) =>
    join && !format.says(join) ? [transitionName(join.transition)] : [],
  );
  if (unsaid.length === 0) return [];
  return [
    {
      severity: 'note',
      code: 'transition-approximated',
      ...says(
        say`${{ format: name }} has no ${{ transitions: [...new Set(unsaid)] }}: a dissolve replaces it, with the name beside it.`,
        say`\`--format otio\` keeps the names of all transitions.`,
      ),
    },
  ];
}
