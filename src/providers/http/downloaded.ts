import { say, says } from '../../core/sentence.ts';
import type { Downloaded, Failure } from '../provider.ts';
import { deniesOther } from './denial.ts';
import { answerText, type Teller, undelivered } from './failures.ts';
import type { Fetched } from './save-body.ts';
import { isWebPage } from './web-page.ts';

/** How long a server says that it keeps footage, in milliseconds: until when (since 1970), and for how long. */
interface Kept {
  readonly expires?: number;
  readonly lifetime?: number;
}

export function downloadedOf(fetched: Fetched, { expires, lifetime }: Kept, teller: Teller): Downloaded {
  const { provider } = teller;
  switch (fetched.kind) {
    case 'done':
      return fetched;
    case 'unwritten': {
      const said = says(say`The footage could not be written to this disk: ${{ cause: fetched.why }}.`);
      return { kind: 'unreachable', failure: { reason: 'environment', ...said, again: true } };
    }
    case 'broken': {
      const said = says(say`${{ provider }} did not deliver the footage: ${{ cause: fetched.why }}.`);
      return { kind: 'unreachable', failure: { reason: 'network', ...said, again: true } };
    }
    case 'refused': {
      const { status, body } = fetched;
      const isElsewhere = isWebPage(body) || deniesOther(body);
      const missing = status === 404 && !isElsewhere;
      if (status === 410 && !isElsewhere) return { kind: 'gone', final: true, said: answerText(fetched) };
      // Before it expires, missing footage may still appear. Nobody knows by which clock that is, so it is no proof either.
      if (missing && (expires === undefined || expires <= teller.now())) {
        return { kind: 'gone', said: answerText(fetched), ...(lifetime !== undefined && { lifetime }) };
      }
      const failure: Failure = { reason: 'other', ...undelivered(teller, fetched), again: true };
      return { kind: 'unreachable', failure };
    }
  }
}
