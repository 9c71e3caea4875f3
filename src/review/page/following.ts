import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { eachDraw, waitsFor } from './clock.ts';

/** Whether something is seen or heard now, and whether the film has to wait for it. */
export type Following = 'away' | 'here' | 'behind';

/** Keeps a player in step with the clock: `draw` is called whenever the browser draws. */
export function useFollowing<P extends HTMLMediaElement>(
  ref: RefObject<P | null>,
  hash: string,
  draw: (player: P) => Following,
): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const player = ref.current;
    if (!player) return;
    let state: Following = 'away';
    const each = (): void => {
      state = latest.current(player);
    };
    const isReady = (): boolean =>
      state === 'away' ||
      player.error !== null ||
      (state === 'here' && player.readyState >= 2 && !player.seeking);
    eachDraw.add(each);
    waitsFor.add(isReady);
    return () => {
      eachDraw.delete(each);
      waitsFor.delete(isReady);
      // What is not seen any more holds no connection.
      player.removeAttribute('src');
      player.load();
    };
  }, [hash]);
}
