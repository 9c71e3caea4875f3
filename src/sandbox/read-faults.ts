import type { Diagnostic } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { type Act, actOf, type Fault, faultNames } from './fault.ts';
import { isMaking, type Operation, operations } from './operation.ts';

const form = say`Write a fault as CALL ["WORDS"] [WHICH] KIND, as in \`create 2-3 429\`.`;
const pattern = /^(\S+)(?:\s+"([^"]*)")?(?:\s+(\d+)(?:-(\d+)|(\+))?)?\s+(\S+)$/;

/**
 * Reads faults, one per line; `#` begins a comment. `file` names the text in diagnostics: a file, or the flag that it came
 * from.
 */
export function readFaults(text: string, file: string): Result<readonly Fault[], readonly Diagnostic[]> {
  const faults: Fault[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    const words = source.replace(/(^|\s)#.*$/, '').trim();
    if (words === '') continue;
    const read = readFault(words);
    if (read.ok) faults.push(read.value);
    else problems.push(problem(read.error, file, index + 1, source));
  }
  return problems.length > 0 ? err(problems) : ok(faults);
}

/** What is wrong, where, and how to fix it. */
interface Slip {
  readonly at: string;
  readonly message: Sentence;
  readonly help: Sentence;
}

function readFault(words: string): Result<Fault, Slip> {
  const [, call = '', wanted, first = '1', last, open, kind = ''] = pattern.exec(words) ?? [];
  if (kind === '')
    return err({
      at: words,
      message: say`\`${{ value: words }}\` is not a fault.`,
      help: quoted(words) ?? form,
    });
  const on = call === 'any' ? call : operations.find((one) => one === call);
  if (on === undefined) return err(unknown('call', call, [...operations, 'any']));
  const act = actOf(kind);
  if (act === undefined) return err(unknown('fault', kind, [...faultNames, '500', '429:30', '503-after']));
  const misfit = misfitOf(on, act);
  if (misfit !== undefined)
    return err({ at: kind, message: say`\`${{ value: kind }}\` applies to ${misfit}.`, help: form });
  const from = Number(first);
  const to = open ? Number.POSITIVE_INFINITY : Number(last ?? first);
  if (from < 1 || to < from) {
    return err({ at: first, message: say`Calls count from 1, and a range goes upwards.`, help: form });
  }
  return ok({
    name: words,
    on,
    act,
    first: from,
    last: to,
    ...(wanted === undefined ? {} : { words: wanted }),
  });
}

/** The same with the quotes that are missing around the words of a prompt. */
function quoted(words: string): Sentence | undefined {
  const [call = '', ...more] = words.split(/\s+/);
  const prompt = more.slice(0, -1).join(' ').replaceAll('"', '');
  const write = `${call} "${prompt}" ${more.at(-1)}`;
  return prompt !== '' && readFault(write).ok ? say`Write \`${{ write }}\`.` : undefined;
}

/** The calls that a kind of fault applies to, if this call is another. */
function misfitOf(on: Operation | 'any', act: Act): string | undefined {
  switch (act.kind) {
    case 'fail':
    case 'stall':
    case 'throttle':
      return on !== 'any' && isMaking(on) ? undefined : 'jobs: its call is create, extend, edit or remix';
    case 'part':
      return on === 'extend' ? undefined : 'extensions: its call is extend';
    case 'forget':
      return on === 'retrieve' || on === 'content' ? undefined : 'videos: its call is retrieve or content';
    case 'expire':
      return on === 'content' ? undefined : 'what is downloaded: its call is content';
    default:
      return undefined;
  }
}

function unknown(what: string, word: string, known: readonly string[]): Slip {
  const meant = nearest(word, known);
  const help = meant === undefined ? say`Known: ${{ known }}.` : say`Did you mean \`${{ nearest: meant }}\`?`;
  return { at: word, message: say`There is no ${what} \`${{ value: word }}\`.`, help };
}

function problem({ at, message, help }: Slip, file: string, line: number, source: string): Diagnostic {
  const column = source.indexOf(at) + 1;
  return {
    severity: 'error',
    code: 'fault-unreadable',
    ...says(message, help),
    place: { file, line, column, endLine: line, endColumn: column + at.length, source },
  };
}
