import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { workQueue } from '../../core/work-queue.ts';
import { mode } from './state.ts';

/**
 * A browser has six connections to a server, and what has to be made first keeps one for as long as that takes. So few of such
 * are asked for at once, and footage never waits behind them.
 */
export const requests = workQueue(2);

/** Calls once when an element is seen, or nearly, or is to be printed; `what` names what would be asked for. */
export function useSeen(ref: RefObject<Element | null>, what: string, seen: () => void): void {
  useEffect(() => {
    const element = ref.current;
    if (!element || what === '') return;
    if (mode.value === 'paper') return seen();
    const looking = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        looking.disconnect();
        seen();
      },
      { rootMargin: '300px' },
    );
    looking.observe(element);
    return () => looking.disconnect();
  }, [what]);
}
