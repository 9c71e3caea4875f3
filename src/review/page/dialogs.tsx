import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Offer } from '../doings/making.ts';
import { ask, make, offerFor, pick } from './doings.ts';
import { type KeyRow, keyName, keys } from './keys.ts';
import { rangeOf } from './layers.ts';
import { compared, dialog, film, frame, marked, rate, segments } from './state.ts';
import { price, seconds, takeName, timecode, visible } from './words.ts';

export const close = (): void => {
  dialog.value = { kind: 'none' };
};

/** What is asked or told over the page, one at a time. */
export function Dialogs() {
  const open = dialog.value;
  switch (open.kind) {
    case 'none':
      return null;
    case 'help':
      return <Help />;
    case 'make':
      return <MakeIt {...open} />;
    case 'note':
      return <WriteNote segment={open.segment} />;
    case 'edit':
      return <EditPrompt segment={open.segment} />;
    case 'pick':
      return <PickIt segment={open.segment} take={open.take} />;
    default:
      return open satisfies never;
  }
}

function Box({
  title,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    const before = document.activeElement;
    box?.showModal();
    box?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={ref} class={wide ? 'wide' : ''} aria-label={title} onClose={close} onCancel={close}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

/** The one filled button, which says what it does, and the way out. */
function Steps({
  act,
  children,
}: {
  readonly act: () => Promise<void>;
  readonly children: ComponentChildren;
}) {
  return (
    <p class="steps">
      <button type="button" class="filled" onClick={() => void act()}>
        {children}
      </button>
      <Cancel />
    </p>
  );
}

function Cancel() {
  return (
    <button type="button" onClick={close}>
      Cancel
    </button>
  );
}

const groups: readonly KeyRow['group'][] = ['Play', 'Go', 'Judge', 'Decide', 'Page'];

function Help() {
  return (
    <Box title="Keys" wide>
      <div class="help">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys
                .filter((row) => row.group === group)
                .map((row) => (
                  <div key={keyName(row)}>
                    <dt>
                      <kbd>{keyName(row)}</kbd>
                    </dt>
                    <dd>{row.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="steps">
        <button type="button" class="filled" data-first onClick={close}>
          Close
        </button>
      </p>
    </Box>
  );
}

type Asked =
  | { readonly kind: 'asking' }
  | { readonly kind: 'offered'; readonly offer: Offer }
  | { readonly kind: 'refused'; readonly why: string };

const asked = signal<Asked & { readonly about?: object }>({ kind: 'asking' });

function MakeIt({
  segment,
  redo,
  note,
}: {
  readonly segment: string;
  readonly redo: boolean;
  readonly note?: string;
}) {
  const about = useRef({});
  useEffect(() => {
    const mine = about.current;
    offerFor(segment, redo).then(
      (offer) => {
        asked.value = { kind: 'offered', offer, about: mine };
      },
      (error: Error) => {
        asked.value = { kind: 'refused', why: error.message, about: mine };
      },
    );
  }, [segment, redo]);
  const said = film.value?.notes.find(({ id }) => id === note)?.text;
  // Never what was offered for something else.
  const state: Asked = asked.value.about === about.current ? asked.value : { kind: 'asking' };
  return (
    <Box title={redo ? `Another take of ${segment}` : `Make ${segment}`}>
      {state.kind === 'asking' && <p class="hint">Asking for the price …</p>}
      {state.kind === 'refused' && (
        <p class="problem" data-severity="error">
          {visible(state.why)}
        </p>
      )}
      {said !== undefined && <p>The prompt gets this sentence, in the storyboard: “{visible(said)}”</p>}
      {state.kind === 'offered' && <Offered {...state} />}
      <p class="steps">
        {state.kind === 'offered' && (
          <button
            type="button"
            class="filled"
            ref={(button) => {
              // What costs something is not agreed to by a key that was pressed twice.
              if (button && state.offer.price === 0) button.focus();
            }}
            onClick={() =>
              void make({ segment, redo, ...(note !== undefined && { note }) }, state.offer.price)
            }
          >
            {state.offer.price > 0
              ? `Spend ${state.offer.estimated ? 'about ' : ''}${price(state.offer.price)}`
              : 'Make it · free'}
          </button>
        )}
        <Cancel />
      </p>
    </Box>
  );
}

function Offered({ offer }: { readonly offer: Offer }) {
  return (
    <>
      <ul class="offer">
        {offer.jobs.map((job) => (
          <li key={job.id}>
            <b>{job.id}</b> {job.model !== undefined && `${job.provider} · ${job.model}`}
            {job.seconds !== undefined && ` · ${job.seconds} s`} · {price(job.price)}
            <span class="hint">{visible(job.reason)}</span>
          </li>
        ))}
      </ul>
      <p class="hint">
        It takes about {Math.max(1, Math.round(offer.seconds))} s.
        {offer.left !== undefined && ` ${price(offer.left)} of the budget is left before this.`}
      </p>
    </>
  );
}

/** Enter saves, Shift Enter begins a line. */
const onEnter = (event: KeyboardEvent, save: () => void): void => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  save();
};

function WriteNote({ segment }: { readonly segment: string }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const now = film.value;
  const own = segments.value.get(segment);
  const range = now && rangeOf(now, segment);
  if (!now || !own || !range) return null;
  const { from, to } = marked.value;
  const isRange =
    from !== undefined && to !== undefined && from >= range.from && to <= range.to && to - from > 1;
  const at = isRange ? from : Math.floor(frame.value);
  const key = compared.value[0] ?? own.takes.findIndex(({ picked }) => picked) + 1;
  const clip = own.takes[key - 1]?.hash;
  const save = async (): Promise<void> => {
    const said = text.current?.value.trim() ?? '';
    if (said === '') return close();
    const note = {
      ...{ segment, frame: at - range.from, text: said },
      ...(isRange && { to: to - 1 - range.from }),
      ...(clip !== undefined && { clip }),
    };
    if (!(await ask('note', note, 'Noted.'))) return;
    close();
    rate.value = 1;
  };
  const where = isRange
    ? `${timecode(at - range.from, now.fps)} – ${timecode(to - 1 - range.from, now.fps)}`
    : timecode(at - range.from, now.fps);
  return (
    <Box title={`Note on ${segment} at ${where}`}>
      <textarea
        ref={text}
        data-first
        rows={4}
        maxLength={10_000}
        aria-label="Note"
        onKeyDown={(event) => onEnter(event, () => void save())}
      />
      <p class="hint">
        {key > 0 && clip !== undefined ? `On ${takeName(own, key).toLowerCase()}. ` : ''}Enter saves and plays
        on.
      </p>
      <Steps act={save}>Save</Steps>
    </Box>
  );
}

function EditPrompt({ segment }: { readonly segment: string }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const own = segments.value.get(segment);
  const was = useRef(own?.written ?? '');
  if (!own) return null;
  const save = async (): Promise<void> => {
    const prompt = text.current?.value ?? '';
    if (
      prompt !== was.current &&
      !(await ask('prompt', { segment, was: was.current, prompt }, `The prompt of ${segment} is written.`))
    )
      return;
    close();
  };
  return (
    <Box title={`Prompt of ${segment}`}>
      <textarea
        ref={text}
        data-first
        rows={8}
        maxLength={20_000}
        defaultValue={was.current}
        aria-label="Prompt"
        dir="auto"
      />
      <p class="hint">
        As line {own.line} of the storyboard has it: style and setting are added when it is sent. Changing it
        makes the segment again, and what is made from it; nothing is made before you agree to the price.
      </p>
      <Steps act={save}>Write it</Steps>
    </Box>
  );
}

function PickIt({ segment, take }: { readonly segment: string; readonly take: number }) {
  const why = useRef<HTMLInputElement>(null);
  const frames = film.value && rangeOf(film.value, segment);
  const save = async (): Promise<void> => {
    if (await pick(segment, take, why.current?.value)) close();
  };
  return (
    <Box title={`Pick take ${take} of ${segment}`}>
      <label>
        Why? It may be left out.
        <input
          ref={why}
          data-first
          type="text"
          maxLength={500}
          onKeyDown={(event) => onEnter(event, () => void save())}
        />
      </label>
      <p class="hint">
        It is written into the storyboard
        {frames && film.value ? `, and shown for ${seconds(frames.to - frames.from, film.value.fps)}` : ''}.
      </p>
      <Steps act={save}>Pick take {take} · free</Steps>
    </Box>
  );
}
