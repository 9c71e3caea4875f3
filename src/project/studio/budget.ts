import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';

/** What a person says a budget may be: US dollars, undefined for any amount. */
export function budgetIn(name: string, dollars: string): Result<{ readonly cap?: number }, Diagnostic> {
  if (!/^(?:studio|project \S+|month \d{4}-(?:0[1-9]|1[0-2]))$/.test(name)) {
    return err(
      wrong(
        say`There is no budget named ${{ name }}.`,
        say`Write \`studio\`, \`'project NAME'\` or \`'month YYYY-MM'\`.`,
      ),
    );
  }
  if (dollars === 'none') return ok({});
  const cap = Number(dollars);
  if (/^\d+(?:\.\d+)?$/.test(dollars) && cap <= 1e9) return ok({ cap });
  return err(
    wrong(say`${{ given: dollars }} is no amount.`, say`Write US dollars, such as 250, or \`none\`.`),
  );
}

const wrong = (...text: Parameters<typeof says>): Diagnostic => ({
  severity: 'error',
  code: 'unknown-value',
  ...says(...text),
});
