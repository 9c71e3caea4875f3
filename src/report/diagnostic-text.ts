import type { Diagnostic, Place } from '../core/diagnostic.ts';
import { listing } from '../core/listing.ts';
import { maskedSlice } from '../core/mask-keys.ts';
import type { Paint } from './paint.ts';
import { columns, printable } from './printable.ts';

/** More than anybody reads at once. */
const most = 50;

/** How much of a source line is shown, in characters: with what stands before it, it fits a terminal of 80 columns. */
const widest = 70;
/** How much of it is before the place. */
const lead = 30;

/**
 * Diagnostics for people, in the order of the file; those without a place come first. If there are too many, errors are
 * kept. What applies to several segments is said once.
 */
export function diagnosticsText(all: readonly Diagnostic[], paint: Paint): string {
  const diagnostics = together(all);
  const shown = [...diagnostics].sort((a, b) => rank(a) - rank(b) || byPlace(a, b)).slice(0, most);
  const texts = shown.sort(byPlace).map((diagnostic) => diagnosticText(diagnostic, paint));
  if (diagnostics.length > most) texts.push(`… and ${diagnostics.length - most} more.`);
  return texts.join('\n');
}

/** One for all that differ only in their segment. */
function together(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const [i, one] of diagnostics.entries()) {
    const key = one.segment === undefined || one.place ? `${i}` : withoutSegment(one, one.segment);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].map((same): Diagnostic => {
    const [first, ...others] = same;
    if (first === undefined) throw new Error('a group has a member');
    const names = others.flatMap(({ segment }) => segment ?? []);
    return names.length === 0
      ? first
      : { ...first, message: `${first.message} The same applies to ${listing(names)}.` };
  });
}

function withoutSegment({ severity, code, message, help }: Diagnostic, segment: string): string {
  const name = new RegExp(`(?<![\\w-])${segment}(?![\\w-])`);
  return JSON.stringify([severity, code, message.replace(name, '…'), help]);
}

const severities = ['error', 'warning', 'note'] as const;

const rank = ({ severity }: Diagnostic): number => severities.indexOf(severity);

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);

/** Where, what, the source line with a caret under the place, and how to fix it. */
export function diagnosticText(diagnostic: Diagnostic, paint: Paint): string {
  const { severity, code, message, place, help, related = [] } = diagnostic;
  const kind = paint(
    severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan',
    `${severity}[${code}]`,
  );
  return [
    `${place ? `${paint('bold', where(place))} ` : ''}${kind}: ${printable(message)}`,
    ...(place ? excerpt(place, paint) : []),
    ...related.map((one) => `${where(one.place)}: ${printable(one.message)}`),
    ...(help === undefined ? [] : [`${paint('bold', 'help')}: ${printable(help)}`]),
  ].join('\n');
}

const where = ({ file, line, column }: Place): string => `${printable(file)}:${line}:${column}`;

/** The source line, shortened around the place, and a caret line. */
function excerpt(place: Place, paint: Paint): readonly string[] {
  const start = place.column - 1;
  const end = place.endLine === place.line ? place.endColumn - 1 : place.source.length;
  const from = place.source.length <= widest || start < widest - 20 ? 0 : start - lead;
  const shown = maskedSlice(place.source, from, from + widest);
  const before = `${from > 0 ? '…' : ''}${printable(shown.slice(0, start - from))}`;
  const under = printable(shown.slice(start - from, Math.min(end, from + widest) - from));
  const after = `${printable(shown.slice(Math.max(start, end) - from))}${from + widest < place.source.length ? '…' : ''}`;
  const gutter = String(place.line).padStart(4);
  const caret = '^'.repeat(Math.max(1, columns(under)));
  return [
    `${paint('dim', `${gutter} |`)} ${before}${under}${after}`,
    `${paint('dim', `${' '.repeat(gutter.length)} |`)} ${' '.repeat(columns(before))}${paint('red', caret)}`,
  ];
}
