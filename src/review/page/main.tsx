import { batch } from '@preact/signals';
import { render } from 'preact';
import type { HeardJudging } from '../doings/judging.ts';
import { act, listenToKeys } from './acts.ts';
import { comparesTwo, showsTakes } from './address.ts';
import { runClock } from './clock.ts';
import { liveCounterpart, packedCounterpart } from './counterpart.ts';
import { Dialogs } from './dialogs.tsx';
import { FilmStage } from './film-stage.tsx';
import { counterpart, setCounterpart } from './here.ts';
import { Inspector } from './inspector.tsx';
import { notesAsText } from './notes-text.ts';
import { Paper } from './paper.tsx';
import {
  connected,
  film,
  followAddress,
  forget,
  frame,
  hear,
  judging,
  message,
  mode,
  say,
  shown,
  standing,
} from './state.ts';
import { Strip } from './strip.tsx';
import { TakesStage } from './takes-stage.tsx';
import { Replay, Transport } from './transport.tsx';
import { price, visible } from './words.ts';

function Page() {
  const now = film.value;
  return (
    <>
      <Top />
      <Problems />
      {mode.value === 'paper' ? (
        <main>
          <Paper />
        </main>
      ) : (
        <main class="look">
          <section class="stage" aria-label="Stage" data-mode={mode.value}>
            {now && (showsTakes(mode.value) || comparesTwo(mode.value) ? <TakesStage /> : <FilmStage />)}
          </section>
          <Transport />
          <Replay />
          <Strip />
        </main>
      )}
      {mode.value !== 'paper' && <Inspector />}
      <p class="message" role="status" data-bad={message.value?.bad ?? false}>
        {message.value && visible(message.value.text)}
      </p>
      <Dialogs />
    </>
  );
}

function Top() {
  const now = film.value;
  const { money } = now ?? {};
  const { making, cost } = standing.value;
  return (
    <header class="top">
      <h1>{visible(now?.title ?? 'Storycut')}</h1>
      {now && <span class="hint">{visible(now.storyboard)}</span>}
      <span class="grow" />
      {!connected.value && <span class="badge bad">not connected: run storycut review again</span>}
      {making && <span class="badge">making {making.jobs}</span>}
      {judging.value && (
        <span class="badge">
          judging {judging.value.file} of {judging.value.of}
        </span>
      )}
      {money && (
        <span class="money">
          {price(money.spent).replace('free', '$0')} spent
          {money.reserved > 0 && ` · ${price(money.reserved)} reserved`}
          {money.left !== undefined && ` · ${price(money.left).replace('free', '$0')} left`}
          {money.needed > 0 && ` · ${price(money.needed)} to make`}
          {cost > 0 && <span class="visually-hidden"> {price(cost)} by finished jobs</span>}
        </span>
      )}
      {!counterpart().live && (
        <button type="button" onClick={saveNotes}>
          Save notes
        </button>
      )}
      <button type="button" onClick={() => act('paper')} aria-pressed={mode.value === 'paper'} title="P">
        Pages
      </button>
      <button type="button" onClick={() => act('help')} title="?">
        Keys
      </button>
    </header>
  );
}

/** What is wrong with the whole film: its storyboard can't be read, or something is to be known. */
function Problems() {
  const general = shown.value.diagnostics.filter(
    ({ segment, severity }) => severity === 'error' || segment === undefined,
  );
  if (general.length === 0) return null;
  return (
    <section class="problems" aria-label="Problems">
      {general.slice(0, 6).map((one) => (
        <p class="problem" data-severity={one.severity} key={one.message + one.at}>
          {one.at !== undefined && <code>{visible(one.at)}</code>} {visible(one.message)}{' '}
          {visible(one.help ?? '')}
        </p>
      ))}
    </section>
  );
}

function saveNotes(): void {
  const now = film.value;
  if (!now) return;
  const name = now.storyboard.replace(/^.*[\\/]/, '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([notesAsText(now.notes, name)], { type: 'application/yaml' }));
  link.download = `${name.replace(/(\.storyboard)?\.(ya?ml|json)$/i, '')}.notes.yaml`;
  link.click();
}

const opened = Date.now();
let asking = false;
let again = false;

/** Gets the film anew, once, however often it is told to be another. */
async function refresh(): Promise<void> {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    try {
      const document = await counterpart().document();
      batch(() => {
        shown.value = document;
        if (document.film) film.value = document.film;
      });
    } catch {
      connected.value = false;
    }
  } while (again);
  asking = false;
}

async function begin(): Promise<void> {
  const packed = document.getElementById('packed')?.textContent;
  const ticket = document.querySelector<HTMLMetaElement>('meta[name=ticket]')?.content ?? '';
  setCounterpart(packed ? packedCounterpart(JSON.parse(packed)) : liveCounterpart(ticket));
  // The token opens one browser, once: nobody has to see it.
  if (location.search !== '') history.replaceState(null, '', `${location.pathname}${location.hash}`);
  await refresh();
  followAddress();
  if (film.value) frame.value = Math.min(frame.value, Math.max(0, film.value.frames - 1));
  document.title = `${film.value?.title ?? 'Storycut'} – review`;
  render(<Page />, document.getElementById('page') ?? document.body);
  runClock();
  listenToKeys();
  addEventListener('beforeprint', () => {
    if (mode.value !== 'paper') act('paper');
  });
  counterpart().listen({
    film: () => void refresh(),
    told(one) {
      hear(one);
      // What happened before the page was opened is no news.
      if (Date.parse(one.time) < opened) return;
      if (one.type === 'job-failed') say(`${one.segment}: ${one.diagnostic.message}`, true);
      if (one.type === 'ended') ended(one.kind, one.diagnostics[0]?.message);
    },
    judging: hearJudging,
    reset: forget,
    connected(is) {
      if (is && !connected.value) void refresh();
      connected.value = is;
    },
  });
}

function hearJudging(heard: HeardJudging): void {
  judging.value = heard.kind === 'judging' ? heard : undefined;
  if (heard.kind === 'judging') return;
  if (heard.why === undefined) say('All footage that is made is judged.');
  else say(heard.why, true);
}

function ended(kind: string, why: string | undefined): void {
  if (kind === 'finished') say('It is made.');
  else if (why !== undefined) say(why, true);
  void refresh();
}

void begin();
