import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { unreachable } from '../core/result.ts';
import type { Plan } from '../planner/plan.ts';
import { money } from '../report/units.ts';
import { Interrupted } from './interrupted.ts';
import type { Terminal } from './output.ts';

export type Consent = 'given' | 'declined' | 'not-asked';

interface Flags {
  readonly yes?: boolean | undefined;
  readonly maxCost?: number | undefined;
}

/** What costs money needs consent: a flag, or an answer on a terminal. Without it, says what that means. */
export async function agrees(
  output: Pick<Terminal, 'tell'>,
  { cost: { needed, estimated } }: { readonly cost: Pick<Plan['cost'], 'needed' | 'estimated'> },
  { yes, maxCost }: Flags,
  what: 'run' | 'film',
  asking: Asking = ofProcess,
): Promise<boolean> {
  if (yes || (maxCost !== undefined && needed <= maxCost)) return true;
  const answer = await askYes(`Spend ${estimated ? 'about ' : ''}${money(needed)}? [y/N] `, asking);
  switch (answer) {
    case 'given':
      return true;
    case 'declined':
      output.tell('Nothing was started, and nothing was spent.');
      return false;
    case 'not-asked':
      output.tell(
        `error: this ${what} costs ${money(needed)}. Accept it with --yes, or with a high enough --max-cost.`,
      );
      return false;
    default:
      return unreachable(answer);
  }
}

/** Where questions are asked and answered. */
interface Asking {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

const ofProcess: Asking = { input: process.stdin, output: process.stderr };

/** An answer to a question, if there is a terminal to ask on. Ctrl-D declines; Ctrl-C throws `Interrupted`. */
export async function askYes(question: string, { input, output } = ofProcess): Promise<Consent> {
  if (!input.isTTY || !output.isTTY) return 'not-asked';
  const lines = createInterface({ input, output, terminal: true });
  const answer = new Promise<Consent>((settle, fail) => {
    const left = (): void => {
      output.write('\n');
      settle('declined');
    };
    lines.once('close', left);
    lines.once('SIGINT', () => fail(new Interrupted()));
    lines.question(question, (text) => {
      lines.off('close', left);
      settle(/^y(es)?$/i.test(text.trim()) ? 'given' : 'declined');
    });
  });
  return await answer.finally(() => lines.close());
}
