import { type Told, toldToJson } from '../project/events/film-event.ts';
import { Follower } from '../project/events/standing.ts';
import type { World } from '../project/machine/world.ts';
import { progressDisplay } from '../report/progress.ts';
import { withShortLines } from '../report/short-lines.ts';
import type { Terminal } from './output.ts';
import { processWorld } from './world.ts';

/** A world whose events are reported as they happen: lines for people on stderr, or JSON lines on stdout. */
export function tellingWorld(
  output: Terminal,
  options: { readonly json: boolean; readonly cwd?: string | undefined },
): { readonly world: World; readonly end: () => void } {
  const cwd = options.cwd ?? process.cwd();
  if (options.json) {
    return {
      world: processWorld(output, {
        cwd,
        emit: (told) => output.result(JSON.stringify(toldToJson(told), withShortLines)),
      }),
      end: () => undefined,
    };
  }
  const follower = new Follower();
  const display = progressDisplay({
    standing: () => follower.now,
    write: output.write,
    live: output.live,
    paint: output.paintTell,
    now: () => Date.now(),
  });
  // The time left counts down even while a provider says nothing.
  const ticking = setInterval(display.tick, 1000).unref();
  const end = (): void => {
    clearInterval(ticking);
    display.end();
  };
  const emit = (told: Told): void => {
    follower.hear(told);
    display.on(told);
  };
  return { world: processWorld(output, { cwd, emit }), end };
}
