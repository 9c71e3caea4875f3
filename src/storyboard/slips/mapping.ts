import { isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { say, says } from '../../core/sentence.ts';
import { curlyQuotes, quoteEdits, quoteHelp } from './quote.ts';
import type { Slip } from './slip.ts';

/** `{ prompt: Wide shot, slow pan }`: the comma ends the text, and the rest of it is read as a key. */
export function commas(text: string, { flow, items }: YAMLMap): readonly Slip[] {
  if (!flow || !items.some(isOdd)) return none;
  const slips: Slip[] = [];
  let owner: Pair | undefined;
  let last: Pair | undefined;
  for (const pair of [...items, undefined]) {
    slips.push(...(pair ? unspaced(pair) : []));
    if (pair && owner && isRest(pair)) {
      last = pair;
      continue;
    }
    if (owner && last) slips.push(...joined(text, startOf(owner.value), endOf(last)));
    owner =
      pair && isScalar(pair.value) && pair.value.type === 'PLAIN' && pair.value.value !== null
        ? pair
        : undefined;
    last = undefined;
  }
  return slips;
}

const none: readonly Slip[] = [];

/** What keys and values of a storyboard never are: a quick check, since most mappings have no such pair. */
const isOdd = ({ key, value }: Pair): boolean =>
  value === null || (isScalar(key) && typeof key.value === 'string' && /\s/.test(key.value));

/** Whether a pair is the rest of a text: it has no colon, or a key of several words. */
const isRest = ({ key, srcToken }: Pair): boolean =>
  isScalar(key) &&
  key.type === 'PLAIN' &&
  !/^[a-z$][\w-]*:\S/i.test(String(key.value)) &&
  (/\s/.test(String(key.value)) ||
    (srcToken !== undefined && !srcToken.sep?.some(({ type }) => type === 'map-value-ind')));

/** `{ id:lamp }` */
function unspaced({ key, value }: Pair): readonly Slip[] {
  const [, name = ''] =
    isScalar(key) && key.type === 'PLAIN' && value === null
      ? (/^([a-z$][\w-]*):\S/i.exec(String(key.value)) ?? [])
      : [];
  if (name === '') return [];
  const start = startOf(key);
  const end = start + name.length + 1;
  return [
    {
      ...says(
        say`There is no space after \`${{ key: name }}:\`.`,
        say`Write \`${{ write: `${name}: ` }}\`, with a colon and a space.`,
      ),
      start,
      end,
      edits: [{ start: end, end, text: ' ' }],
    },
  ];
}

function joined(text: string, start: number, end: number): readonly Slip[] {
  const words = text.slice(start, end);
  const comma = words.indexOf(',');
  if (comma === -1) return [];
  const at = { start: start + comma, end: start + comma + 1 };
  if (/^[+-]?\d+,\d+$/.test(words)) {
    const help = say`Write ${{ write: words.replace(',', '.') }}.`;
    const said = says(say`Numbers have a decimal point, not a comma.`, help);
    return [{ ...at, ...said, edits: [{ ...at, text: '.' }] }];
  }
  if (/^[“”„].*[“”]$/s.test(words)) return [curlyQuotes(words, start)];
  const rest = words.slice(comma + 1).trim();
  const key = rest.length > 60 ? 'the rest' : say`\`${{ key: rest }}\``;
  const message = say`This comma ends the text, so YAML reads ${key} as a key.`;
  return [{ ...at, ...says(message, quoteHelp(words)), edits: quoteEdits(text, start, end) }];
}

/** `color: #fff`: the intended value is a comment. */
export function commented(text: string, { key, value }: Pair): readonly Slip[] {
  const [start, end] = [startOf(key), (key as Node).range?.[1] ?? 0];
  if (!isScalar(value) || value.value !== null || !/^[^\s#]/.test(value.comment ?? '')) return [];
  const [found = '', words = ''] = /^:[ \t]+(#.*)/.exec(text.slice(end, end + mostKeys)) ?? [];
  const at = end + found.length - words.length;
  if (words === '') return [];
  return [
    {
      ...says(
        say`A \`#\` after a space starts a comment, so \`${{ key: text.slice(start, end) }}\` has no value.`,
        quoteHelp(words.trimEnd()),
      ),
      start: at,
      end: at + words.trimEnd().length,
      edits: quoteEdits(text, at, at + words.trimEnd().length),
    },
  ];
}

/** More than an author writes without a dash. */
const mostKeys = 1000;

/**
 * A mapping in which several keys are repeated, including the first, is really several items of a list without
 * their dashes. `inList`: the first item has its dash.
 */
export function dashes(text: string, { flow, items }: YAMLMap, inList: boolean): Slip | undefined {
  if (flow || items.length > mostKeys) return undefined;
  const names = items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  const begins = items.filter((_, i) => i > 0 && names[i] === names[0]).map(({ key }) => startOf(key));
  const again = new Set(names.filter((name, i) => names.indexOf(name) < i));
  const [first] = begins;
  if (first === undefined || again.size < 2) return undefined;
  const edits = (inList ? begins : [startOf(items[0]?.key), ...begins]).map((at) => ({
    start: at - 2,
    end: at,
    text: '- ',
  }));
  if (!edits.every(({ start, end }) => text.slice(start, end) === '  ')) return undefined;
  const name = names[0] ?? '';
  return {
    ...says(
      say`This second \`${{ key: name }}\` seems to start a new item, but there is no dash before it.`,
      say`Write \`${{ write: `- ${name}:` }}\` where an item starts.`,
    ),
    start: first,
    end: first + name.length,
    edits,
  };
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

const endOf = ({ key, value }: Pair): number =>
  (value as Node | null)?.range?.[1] ?? (key as Node).range?.[1] ?? 0;
