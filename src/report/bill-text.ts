import { dollars } from '../core/money.ts';
import type { Ledger } from '../sandbox/ledger.ts';
import { count } from './units.ts';

/** What a rehearsal would have cost, in a line; then the orders that were accepted again, though they had not failed. */
export function billText({ requests, paid }: Ledger): string {
  const cost = dollars(paid.reduce((sum, video) => sum + video.cost, 0));
  const faults = requests.filter(({ fault }) => fault !== undefined).length;
  const asked = `${count(requests.length, 'request')}, ${count(faults, 'fault')}`;
  const bill = `Sandbox: ${asked}; ${count(paid.length, 'video')} that would have cost ${cost}.`;
  return [bill, ...paidAgain(paid)].join('\n');
}

const paidAgain = (paid: Ledger['paid']): readonly string[] =>
  paid
    .filter(({ take }) => take > 1)
    .map(({ take, prompt }) => `Accepted again, as take ${take}: ${firstLine(prompt)}`);

const firstLine = (prompt: string): string => JSON.stringify(prompt.split(/\r?\n/, 1)[0]?.slice(0, 70));
