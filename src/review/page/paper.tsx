import { rangeOf } from './layers.ts';
import { Poster } from './poster.tsx';
import { film, goTo, segments, setMode } from './state.ts';
import { price, seconds, stateWord, timecode, visible } from './words.ts';

/** The storyboard as pages: to look over the whole film, and to print. */
export function Paper() {
  const now = film.value;
  if (!now) return null;
  return (
    <article class="paper" aria-label="All segments">
      <header>
        <h2>{visible(now.title)}</h2>
        {now.logline !== undefined && <p>{visible(now.logline)}</p>}
        <p class="hint">
          {now.segments.length} segments · {seconds(now.frames, now.fps)}
          {now.money.spent > 0 && ` · ${price(now.money.spent)} spent`}
          {now.money.needed > 0 && ` · ${price(now.money.needed)} to make`}
        </p>
      </header>
      {now.scenes.map((scene) => (
        <section key={scene.id}>
          <h3>{visible(scene.title ?? scene.id)}</h3>
          <div class="sheet">
            {scene.segments.map((id) => {
              const one = segments.value.get(id);
              const range = rangeOf(now, id);
              const cost = one?.takes.reduce((sum, take) => sum + take.paid + take.price, 0) ?? 0;
              return (
                one && (
                  <figure key={id}>
                    <button
                      type="button"
                      aria-label={`Go to ${id}`}
                      onClick={() => {
                        setMode('film');
                        goTo(id);
                      }}
                    >
                      <Poster film={now} id={id} />
                    </button>
                    <figcaption>
                      <b>{id}</b>
                      <span class="hint">
                        {range &&
                          `${timecode(range.from, now.fps)} · ${seconds(range.to - range.from, now.fps)}`}
                        {cost > 0 && ` · ${price(cost)}`} · {stateWord(one.state)}
                      </span>
                      <p dir="auto">{visible(one.written ?? one.prompt ?? '')}</p>
                      {now.notes
                        .filter((note) => note.segment === id && note.done === undefined)
                        .map((note) => (
                          <p class="paper-note" dir="auto" key={note.id}>
                            {timecode(note.frame, now.fps)} {visible(note.text)}
                          </p>
                        ))}
                    </figcaption>
                  </figure>
                )
              );
            })}
          </div>
        </section>
      ))}
    </article>
  );
}
