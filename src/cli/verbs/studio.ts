import type { Diagnostic } from '../../core/diagnostic.ts';
import { ok, type Result } from '../../core/result.ts';
import { adoptJournal } from '../../project/studio/adopt.ts';
import { budgetIn } from '../../project/studio/budget.ts';
import { askStudio } from '../../project/studio/studio-of.ts';
import { auditText, queueText } from '../../report/studio-text.ts';
import { count } from '../../report/units.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

export async function studioInit(output: Terminal): Promise<Exit> {
  const done = await askStudio(quietWorld(output), (studio) => studio.init());
  if (!done.ok) return refused(output, done);
  const { ledger, marked } = done.value;
  output.tell(
    `${told[ledger]} ${marked ? 'The clips are marked as its own.' : 'The clips were marked already.'}`,
  );
  return exit.good;
}

const told = {
  created: 'The ledger is created.',
  'brought-up-to-date': 'The ledger is brought up to date.',
  there: 'The ledger is there already.',
} as const;

export async function studioAdopt(output: Terminal, storyboard: string | undefined): Promise<Exit> {
  output.about({ storyboard, typed: '', inForce: '' });
  const brought = await adoptJournal(quietWorld(output), storyboard);
  if (!brought.ok) return refuse(output, { why: 'environment', diagnostics: [brought.error] });
  const { project, records, clips } = brought.value;
  output.tell(
    `The ledger has the ${count(records, 'record')} of this journal, in the project ${project}. Clips copied: ${clips}.`,
  );
  return exit.good;
}

export async function studioAudit(
  output: Terminal,
  flags: { readonly json?: true | undefined },
): Promise<Exit> {
  const found = await askStudio(quietWorld(output), (studio) => studio.audit());
  if (!found.ok) return refused(output, found, flags.json);
  output.result(
    flags.json ? JSON.stringify(found.value, null, 2) : auditText(found.value, output.paintResult),
  );
  return found.value.imbalances.length > 0 ? exit.unfinished : exit.good;
}

export async function studioQueue(
  output: Terminal,
  flags: { readonly json?: true | undefined },
): Promise<Exit> {
  const found = await askStudio(quietWorld(output), (studio, { projects }) =>
    studio.orders(async (orders) => ok(await orders.list(Object.keys(projects)))),
  );
  if (!found.ok) return refused(output, found, flags.json);
  output.result(
    flags.json
      ? JSON.stringify({ schemaVersion: 1, orders: found.value }, null, 2)
      : queueText(found.value, output.paintResult),
  );
  return exit.good;
}

export async function studioBudget(output: Terminal, name: string, dollars: string): Promise<Exit> {
  const budget = budgetIn(name, dollars);
  if (!budget.ok) return refuse(output, { why: 'input', diagnostics: [budget.error] });
  const { cap } = budget.value;
  const done = await askStudio(quietWorld(output), (studio) => studio.setBudget(name, cap));
  if (!done.ok) return refused(output, done);
  output.tell(
    cap === undefined ? `Nothing limits ${name} any more.` : `${name} may spend $${cap.toFixed(2)}.`,
  );
  return exit.good;
}

const refused = (
  output: Terminal,
  { error }: Extract<Result<unknown, readonly Diagnostic[]>, { ok: false }>,
  json = false,
): Exit => refuse(output, { why: 'environment', diagnostics: error }, json);
