import type { NextStep, ShownSegment, ShownTake } from '../film/shown.ts';
import { ask, lock, pick } from './doings.ts';
import { counterpart } from './here.ts';
import { Judged } from './judged.tsx';
import { type KeyAct, keyName, keys } from './keys.ts';
import { Notes } from './notes.tsx';
import { SeamAbout } from './seam-about.tsx';
import { chosen, compared, dialog, goTo, mode, segment, setMode, shown, working } from './state.ts';
import { nextToDo, openMake } from './steps.ts';
import { wordDiff } from './word-diff.ts';
import { price, stateWord, takeName, visible } from './words.ts';

/** What is known of the segment, and the one next step. */
export function Inspector() {
  const own = segment.value;
  return (
    <aside class="inspector" aria-label="The segment">
      {own ? <About segment={own} /> : <p class="empty">No segment is shown.</p>}
    </aside>
  );
}

function About({ segment: own }: { readonly segment: ShownSegment }) {
  const wrong = shown.value.diagnostics.filter((one) => one.segment === own.id && one.severity !== 'note');
  const progress = working.value.get(own.id);
  const key = compared.value[0] ?? own.takes.findIndex(({ picked }) => picked) + 1;
  const take = own.takes[key - 1];
  return (
    <>
      <header class="about">
        <h2>{own.id}</h2>
        <p class="state" data-state={progress === undefined ? own.state : 'in-flight'}>
          <i class="dot" />
          {progress === undefined ? stateWord(own.state) : `being made, ${Math.round(100 * progress)} %`}
          {own.locked && <span class="badge">locked</span>}
        </p>
        {own.reason !== stateWord(own.state) && own.state !== 'local' && (
          <p class="reason">{visible(own.reason)}</p>
        )}
        {own.why !== undefined && <p class="reason">Picked because: {visible(own.why)}</p>}
      </header>
      {mode.value === 'seam' && <SeamAbout />}
      <Steps segment={own} busy={progress !== undefined} />
      {wrong.map((one) => (
        <p class="problem" data-severity={one.severity} key={one.message}>
          {visible(one.message)} {visible(one.help ?? '')}
        </p>
      ))}
      <Judged segment={own} take={take} />
      {own.takes.length > 0 && <Takes segment={own} />}
      {own.prompt !== undefined && <Prompt segment={own} take={take} />}
      {take && <Facts take={take} />}
      <Notes segment={own} />
    </>
  );
}

/** Exactly one filled button: what a person would do next. */
function Steps({ segment: own, busy }: { readonly segment: ShownSegment; readonly busy: boolean }) {
  if (!counterpart().live) return null;
  return (
    <div class="steps">
      {busy ? (
        <button
          type="button"
          onClick={() => void ask('stop', {}, 'Stopping: what was submitted continues at its provider.')}
        >
          Stop
        </button>
      ) : (
        <NextButton step={own.next} segment={own} />
      )}
      {own.takes.length > 0 && !busy && own.next.kind !== 'make' && (
        <button type="button" onClick={() => openMake(own, true)} title="R">
          Make another take…
        </button>
      )}
      {own.takes.length > 0 && (
        <button
          type="button"
          onClick={() => void lock(own.id, !own.locked)}
          title="Y"
          aria-pressed={own.locked}
        >
          {own.locked ? 'Unlock' : 'Lock'}
        </button>
      )}
    </div>
  );
}

function NextButton({ step, segment: own }: { readonly step: NextStep; readonly segment: ShownSegment }) {
  switch (step.kind) {
    case 'make':
      return (
        <button type="button" class="filled" onClick={() => openMake(own, false)}>
          Make it · {price(step.price)}
        </button>
      );
    case 'pick':
      return (
        <button type="button" class="filled" onClick={() => void pick(own.id, step.take)}>
          Pick take {step.take} · free
        </button>
      );
    case 'answer':
      return (
        <p class="problem" data-severity="warning">
          Look at the provider, and answer in a terminal: <code>{step.command}</code>
        </p>
      );
    case 'none': {
      const next = nextToDo(own.id);
      return next === undefined ? (
        <button type="button" class="filled" onClick={() => setMode('film')}>
          Watch the film
        </button>
      ) : (
        <button type="button" class="filled" onClick={() => goTo(next.id)}>
          Next: {next.id}
        </button>
      );
    }
    default:
      return step satisfies never;
  }
}

function Takes({ segment: own }: { readonly segment: ShownSegment }) {
  const together = compared.value;
  return (
    <section aria-label="Takes">
      <h3>Takes</h3>
      <ul class="takes">
        {own.takes.map((take, i) => {
          const key = i + 1;
          return (
            <li key={key} data-state={take.state}>
              <label>
                <input
                  type="checkbox"
                  checked={together.includes(key)}
                  disabled={take.hash === undefined}
                  onChange={() => choose(key)}
                />
                <i class="dot" /> {takeName(own, key)}
              </label>
              <span class="takes-about">
                {[
                  take.picked ? 'in the cut' : take.hash === undefined && stateWord(take.state),
                  take.paid > 0 && price(take.paid),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {take.take !== undefined &&
                counterpart().live &&
                own.takes.length > 1 &&
                own.pick !== take.take &&
                take.hash !== undefined && (
                  <button
                    type="button"
                    class="small"
                    aria-label={`Pick take ${take.take}…`}
                    onClick={() => {
                      dialog.value = { kind: 'pick', segment: own.id, take: take.take ?? 1 };
                    }}
                  >
                    Pick…
                  </button>
                )}
              {own.pick !== undefined && own.pick === take.take && <span class="badge">picked</span>}
            </li>
          );
        })}
      </ul>
      <p class="compare" role="toolbar" aria-label="Compare">
        {(['take', 'grid', 'blink', 'wipe', 'onion', 'difference'] as const).map((one) => (
          <button
            type="button"
            class="small"
            key={one}
            aria-pressed={mode.value === one}
            title={titleOf(one === 'take' ? 'takes' : one)}
            onClick={() => setMode(mode.value === one ? 'film' : one)}
          >
            {one}
          </button>
        ))}
      </p>
    </section>
  );
}

/** What a button does, and its key. */
function titleOf(name: KeyAct): string | undefined {
  const row = keys.find(({ act: own }) => own === name);
  return row && `${row.does} (${keyName(row)})`;
}

/** Those chosen last are compared: two, or up to four side by side. */
function choose(key: number): void {
  const before = compared.value;
  const next = before.includes(key) ? before.filter((one) => one !== key) : [...before, key];
  chosen.value = next.slice(-4);
  if (mode.value === 'film' || mode.value === 'take') setMode(next.length > 1 ? 'grid' : 'take');
}

function Prompt({
  segment: own,
  take,
}: {
  readonly segment: ShownSegment;
  readonly take: ShownTake | undefined;
}) {
  const other = own.takes[(compared.value[1] ?? 0) - 1];
  const [before, after] =
    other && take ? [take.prompt, other.prompt] : [take?.prompt ?? '', own.prompt ?? ''];
  const differs = before !== '' && before !== after;
  return (
    <section aria-label="Prompt">
      <h3>
        Prompt
        {counterpart().live && own.written !== undefined && (
          <button
            type="button"
            class="small"
            title="E"
            onClick={() => {
              dialog.value = { kind: 'edit', segment: own.id };
            }}
          >
            Edit…
          </button>
        )}
      </h3>
      <p class="prompt" dir="auto">
        {differs
          ? wordDiff(before, after).map(({ kind, text }, i) =>
              kind === 'same' ? (
                visible(text)
              ) : kind === 'gone' ? (
                <del key={i}>{visible(text)}</del>
              ) : (
                <ins key={i}>{visible(text)}</ins>
              ),
            )
          : visible(own.prompt ?? '')}
      </p>
      {differs && (
        <p class="hint">
          {other
            ? 'From the first take that is compared to the second.'
            : 'From what it was made with to what is asked for now.'}
        </p>
      )}
    </section>
  );
}

function Facts({ take }: { readonly take: ShownTake }) {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['model', take.model === '' ? undefined : `${take.provider} · ${take.model}`],
    ['size', take.size],
    ['seed', take.seed],
    ['length', take.seconds === undefined ? undefined : `${take.seconds.toFixed(2)} s`],
    ['paid', take.hash === undefined ? undefined : price(take.paid)],
    ['to make', take.hash === undefined ? price(take.price) : undefined],
    ['prompt', take.fallback ? 'a fallback, after the first was refused' : undefined],
    ['attempts', take.attempts.length < 2 ? undefined : String(take.attempts.length)],
  ];
  return (
    <section aria-label="How it was made">
      <h3>How it was made</h3>
      <dl class="facts">
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <>
                <dt>{name}</dt>
                <dd>{visible(value)}</dd>
              </>
            ),
        )}
      </dl>
      {take.attempts.some(({ message }) => message !== undefined) && (
        <ul class="attempts">
          {take.attempts.map(({ state, submitted, message }) => (
            <li key={submitted}>
              {state} · {submitted.slice(0, 16).replace('T', ' ')}
              {message !== undefined && <q>{visible(message)}</q>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
