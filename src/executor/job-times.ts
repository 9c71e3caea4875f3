import { type EndShare, planPolls } from './poll-plan.ts';

/** Milliseconds: the end of the first bin. Each further one is wider than that before it by this share, up to a day. */
const SHORTEST = 10;
const WIDER = 0.01;
const BINS = Math.ceil(Math.log(86_400_000 / SHORTEST) / WIDER);
/** How much a job that has ended counts less for each that ended after it. */
const FORGETTING = 1 / 60;
/** The share of each job that is believed to have ended at any time that fits, whatever others did. */
const DOUBT = 0.05;
/** Bins that have less than this share of what was learnt are counted together. */
const LEAST = 0.005;
/** What a poll is worth, as a share of the usual time. */
const WORTH = 0.02;

const endOf = (bin: number): number => SHORTEST * Math.exp(WIDER * bin);

const startOf = (bin: number): number => (bin === 0 ? 0 : endOf(bin - 1));

const binOf = (ms: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.ceil(Math.log(ms / SHORTEST) / WIDER - 1e-9)));

/** The first bin that ends later than this. */
function binAfter(ms: number): number {
  const bin = binOf(ms);
  return endOf(bin) > ms ? bin : bin + 1;
}

interface Known {
  readonly usual: number;
  readonly spans: readonly EndShare[];
  /** For each of them, the one at whose end to ask. */
  readonly next: Int32Array;
}

/**
 * How long jobs of a kind take, learnt from those that have ended. Of each, two polls tell between which times it ended; within
 * them, it counts where others have ended. All times in milliseconds since a job was accepted.
 */
export class JobTimes {
  readonly #weights = new Float64Array(BINS);
  #sum = 1;
  #known: Known | undefined;

  /** `expected` is believed until jobs have ended. */
  constructor(expected: number) {
    this.#weights[binOf(expected)] = 1;
  }

  /** Half of the jobs took no longer. */
  get usual(): number {
    return this.#facts.usual;
  }

  /** When to ask about a job that has not ended after so long; undefined once no other has taken longer. */
  pollAt(waited: number): number | undefined {
    const { spans, next } = this.#facts;
    const open = spans.findIndex(({ to }) => to > waited);
    return open === -1 ? undefined : spans[next[open] ?? open]?.to;
  }

  /** What the slowest took. */
  get longest(): number {
    return this.#facts.spans.at(-1)?.to ?? 0;
  }

  /** A job was still in progress at `after`, and had ended at `by`. */
  learn(after: number, by: number): void {
    const weights = this.#weights;
    const last = binOf(by);
    const first = after > 0 ? Math.min(last, binAfter(after)) : 0;
    let likely = 0;
    for (let bin = first; bin <= last; bin++) likely += weights[bin] ?? 0;
    // Where no other has ended, anything may be true.
    const doubt = likely > DOUBT ** 2 * this.#sum ? DOUBT : 1;
    const start = startOf(first);
    this.#sum = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const before = weights[bin] ?? 0;
      let weight = before * (1 - FORGETTING);
      if (bin >= first && bin <= last) {
        const width = endOf(bin) - startOf(bin);
        weight += (doubt * width) / (endOf(last) - start);
        if (doubt < 1) weight += ((1 - doubt) * before) / likely;
      }
      weights[bin] = weight;
      this.#sum += weight;
    }
    this.#known = undefined;
  }

  get #facts(): Known {
    this.#known ??= this.#consider();
    return this.#known;
  }

  #consider(): Known {
    const spans = this.#spans();
    const usual = endOf(this.#middle());
    return { usual, spans, next: planPolls(spans, WORTH * usual) };
  }

  #spans(): readonly EndShare[] {
    const least = LEAST * this.#sum;
    const spans: EndShare[] = [];
    let [from, gathered] = [0, 0];
    const close = (to: number): void => {
      spans.push({ from, to, weight: gathered });
      [from, gathered] = [to, 0];
    };
    for (let bin = 0; bin < BINS; bin++) {
      const weight = this.#weights[bin] ?? 0;
      if (weight >= least) {
        if (gathered > 0) close(startOf(bin));
        from = startOf(bin);
      }
      gathered += weight;
      if (gathered >= least) close(endOf(bin));
    }
    return spans;
  }

  #middle(): number {
    let sum = 0;
    return this.#weights.findIndex((weight) => {
      sum += weight;
      return sum >= this.#sum / 2;
    });
  }
}
