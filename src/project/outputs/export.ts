import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { ClipFile, Clips } from '../../handover/clips.ts';
import type { FormatName } from '../../handover/format-name.ts';
import { formats } from '../../handover/formats.ts';
import { handoverOf } from '../../handover/from-plan.ts';
import { type Handover, transitionName } from '../../handover/handover.ts';
import { probe } from '../../media/probe.ts';
import type { Refusal } from '../events/run-end.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../film/film.ts';
import { marksOf, openNotes } from '../film/notes.ts';
import { aboutPicks } from '../film/pick.ts';
import type { World } from '../machine/world.ts';
import { exportFile, exportFormat, writeExport } from './export-file.ts';

export interface ExportRequest extends FilmRequest {
  /** Undefined: that of the extension of `output`, or OpenTimelineIO. */
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

/** The film as an editing program reads it, with the existing clips. Makes no footage and takes no lock. */
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

  const { title, format, audio } = film.storyboard;
  const { clips, unreadable } = await readClips(opened.value);
  const noted = await openNotes(film);
  const notes = marksOf(noted.notes, plan.timeline);
  const handover = handoverOf({ plan, title, size: format.size, audio, clips, notes });
  const text = formats[name].write(handover);
  const diagnostics = [
    ...notices,
    ...noted.diagnostics,
    ...aboutPicks(plan),
    ...unreadable,
    ...missing(handover, unreadable),
    ...approximated(handover, name),
  ];
  if (file === undefined) return ok({ text, diagnostics });
  const written = await writeExport(file.value, text, film);
  return written.ok
    ? ok({ text, file: file.value, diagnostics })
    : err({ why: 'environment', diagnostics: [written.error] });
}

async function readClips({ plan, holdings, clipPath }: PlannedFilm): Promise<{
  readonly clips: Clips;
  readonly unreadable: readonly Diagnostic[];
}> {
  const clips = new Map<string, ClipFile>();
  const unreadable: Diagnostic[] = [];
  for (const { id, kind, fingerprint, segment } of plan.jobs) {
    const held = kind === 'frame' ? undefined : holdings.clip(fingerprint);
    if (held === undefined) continue;
    const file = clipPath(held.hash);
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

function approximated({ shots }: Handover, name: FormatName): readonly Diagnostic[] {
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
