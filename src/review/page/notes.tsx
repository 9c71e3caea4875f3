import type { ShownNote, ShownSegment } from '../film/shown.ts';
import { ask } from './doings.ts';
import { counterpart } from './here.ts';
import { rangeOf } from './layers.ts';
import { dialog, film, frame, rate } from './state.ts';
import { openMake } from './steps.ts';
import { timecode, visible } from './words.ts';

/** What people noted at a segment: open ones first. */
export function Notes({ segment }: { readonly segment: ShownSegment }) {
  const now = film.value;
  if (!now) return null;
  const own = now.notes.filter((note) => note.segment === segment.id);
  const ordered = own.toSorted(
    (a, b) => Number(a.done !== undefined) - Number(b.done !== undefined) || a.frame - b.frame,
  );
  return (
    <section aria-label="Notes">
      <h3>
        Notes
        <button
          type="button"
          class="small"
          title="N"
          onClick={() => {
            rate.value = 0;
            dialog.value = { kind: 'note', segment: segment.id };
          }}
        >
          Write…
        </button>
      </h3>
      {own.length === 0 && <p class="hint">None yet.</p>}
      <ul class="notes">
        {ordered.map((note) => (
          <NoteRow key={note.id} note={note} segment={segment} fps={now.fps} />
        ))}
      </ul>
    </section>
  );
}

function NoteRow({
  note,
  segment,
  fps,
}: {
  readonly note: ShownNote;
  readonly segment: ShownSegment;
  readonly fps: number;
}) {
  const now = film.value;
  const range = now && rangeOf(now, segment.id);
  const inCut = segment.takes.find(({ picked }) => picked)?.hash;
  const other = note.clip !== undefined && note.clip !== inCut;
  return (
    <li data-done={note.done !== undefined}>
      <button
        type="button"
        class="small"
        onClick={() => {
          if (!range) return;
          rate.value = 0;
          frame.value = Math.min(range.to - 1, range.from + note.frame);
        }}
      >
        {timecode(note.frame, fps)}
        {note.to !== undefined && ` – ${timecode(note.to, fps)}`}
      </button>
      <p dir="auto">{visible(note.text)}</p>
      <span class="hint">
        {[
          note.who && visible(note.who),
          note.when.slice(0, 10),
          other && 'on another take',
          note.done && 'done',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span class="note-steps">
        <button
          type="button"
          class="small"
          onClick={() => void ask('settle', { id: note.id, done: note.done === undefined })}
        >
          {note.done === undefined ? 'Done' : 'Open again'}
        </button>
        {counterpart().live && note.done === undefined && segment.written !== undefined && (
          <button type="button" class="small" onClick={() => openMake(segment, true, note.id)}>
            Into the prompt…
          </button>
        )}
      </span>
    </li>
  );
}
