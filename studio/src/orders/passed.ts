/**
 * What became of an order on machines that could not make it. It lies in the order's row as its output, which pg-boss keeps while
 * the order waits for another machine, and writes over when a machine dies with it.
 */
export interface Passed {
  readonly [machine: string]: {
    readonly times: number;
    /** What it said last, in one line. */
    readonly why: string;
  };
}

/** How often one machine looks at an order that it can't make: at `PASSED_FOR` apart, for ten minutes. */
const MOST_TIMES = 40;
/** For so many milliseconds a machine leaves such an order to others. */
export const PASSED_FOR = 15_000;

/** A row's output. `machine`: whoever is making it. */
export interface RowOutput {
  readonly machine?: string;
  readonly passed: Passed;
}

/** What a row's output says, whoever wrote it. */
export function readOutput(output: unknown): RowOutput {
  if (!isRecord(output)) return { passed: {} };
  const { machine, passed } = output;
  return {
    ...(typeof machine === 'string' && { machine }),
    passed: isRecord(passed) ? Object.fromEntries(Object.entries(passed).filter(isPass)) : {},
  };
}

export function passedBy(passed: Passed, machine: string, why: string): Passed {
  const times = (passed[machine]?.times ?? 0) + 1;
  return { ...passed, [machine]: { times, why } };
}

/** Whether a machine has looked so often that nobody else will make it, either. */
export const isGivenUp = (passed: Passed): boolean =>
  Object.values(passed).some(({ times }) => times >= MOST_TIMES);

/** Why it waits: what each machine said. Null: nobody has said anything. */
export function whyOf(passed: Passed): string | null {
  const said = Object.entries(passed).map(([machine, { why }]) => `${machine}: ${why}`);
  return said.length === 0 ? null : said.join(' ');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isPass(entry: [string, unknown]): entry is [string, Passed[string]] {
  const [, value] = entry;
  return isRecord(value) && typeof value.times === 'number' && typeof value.why === 'string';
}
