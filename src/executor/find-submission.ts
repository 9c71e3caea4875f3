import type { Diagnostic } from '../core/diagnostic.ts';
import type { Provider } from '../providers/provider.ts';
import { interrupted, type Open, type Overtaken, type Stopped, type UnderWay } from './ending.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import type { Making } from './run.ts';
import { searchList } from './search-list.ts';
import { type AfterSearch, afterSearch, counted, noSearches } from './search-tally.ts';
import { canProve, SENT_WITHIN, shownBy, shownWithin } from './seek.ts';

interface Search {
  readonly list: NonNullable<Provider['list']>;
  /** Tells why it is looked for. */
  readonly sought: Diagnostic;
}

type Found = UnderWay | Overtaken | Stopped | Exclude<AfterSearch, { readonly kind: 'again' }>;

/**
 * Looks among the provider's jobs for one that an unanswered attempt created: alike in all that the list tells,
 * and of no other attempt. Equal requests are interchangeable, so whichever of their jobs nobody has will do. That it
 * is not there says that it was not created only where the list would have shown it.
 */
export async function findSubmission(
  making: Making,
  attempt: Open,
  { list, sought }: Search,
): Promise<Found> {
  const { run } = making;
  const { clock, random, store } = run.engine;
  const { fingerprint } = attempt.intent;
  // All that may be found was sent before. The clock may have been set since its intent, so the time from here on counts, too.
  const begun = clock.steady();
  let tally = noSearches;
  for (;;) {
    await store.learn([fingerprint]);
    const known = store.attempt(fingerprint);
    if (known && (known.kind !== 'open' || known.intent.attempt !== attempt.intent.attempt))
      return { kind: 'overtaken', attempt: known };
    const [asked, past] = [clock.now(), clock.steady() - begun];
    const searched = await searchList(list, making, attempt);
    if (searched.kind === 'accepted' || searched.kind === 'stopped') return searched;
    tally = counted(tally, searched);
    const after = afterSearch(tally, searched, {
      left: Math.max(shownBy(making, attempt) - asked, shownWithin(making) - past),
      most: SENT_WITHIN + shownWithin(making),
      proves: canProve(making, attempt),
      backOff: (n, failure) => backOff(n, failure, random),
    });
    if (after.kind !== 'again') return after;
    const count = tally.looks + tally.silences;
    await pause(making, { what: 'search', count }, after.wait, sought);
    if (run.signal.aborted) return interrupted;
  }
}
