import { unreachable } from '../core/result.ts';
import { shellWord } from '../core/shell-word.ts';
import type { Garbage, GarbageFile } from '../project/upkeep/garbage.ts';
import type { Collectable } from '../project/upkeep/gc.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { cell, right, table } from './table.ts';
import { count, fileSize, money } from './units.ts';

/** What would be removed, and what stays though no storyboard needs it. `named` shortens a path. */
export function collectableText(
  { files, kept, unplanned, lost }: Collectable,
  paint: Paint,
  named: (file: string) => string,
): string {
  const rows = (some: readonly GarbageFile[]) => table(some.map((one) => row(one, named, paint)));
  const sections = [
    files.length === 0
      ? 'There is nothing to remove.'
      : [paint('bold', `No storyboard here needs ${freedText(files)}`), rows(files)].join('\n'),
    ...(kept.length > 0
      ? [
          [
            `Kept, because it was or may have been paid for (--paid removes it, too): ${freedText(kept)}`,
            rows(kept),
          ].join('\n'),
        ]
      : []),
    ...(unplanned.length > 0
      ? [
          `What these storyboards need is not known, since they have errors (\`storycut check\` shows them): ${unplanned.map((file) => printable(file)).join(', ')}. So all clips are kept.`,
        ]
      : []),
    ...(lost.length > 0
      ? [
          `No storyboard is found here for ${lost.map((film) => printable(film)).join(', ')}, so the clips made for it are kept. If its file has another name or another ending, name it, as in \`storycut gc FILE\`; if it is gone for good, \`storycut gc --forget ${shellWord(lost[0] ?? '')}\`.`,
        ]
      : []),
  ];
  return sections.join('\n\n');
}

/** `3 files, 42 MB`. */
export const freedText = (files: readonly GarbageFile[]): string =>
  `${count(files.length, 'file')}, ${fileSize(files.reduce((sum, { bytes }) => sum + bytes, 0))}`;

function row({ file, bytes, what, paid }: GarbageFile, named: (file: string) => string, paint: Paint) {
  return [
    cell(printable(named(file).replace(/[0-9a-f]{52}(?=\.\w+$)/, '…')), (text) => paint('dim', text)),
    right(fileSize(bytes)),
    cell(whatText(what)),
    right(what.kind === 'clip' ? money(what.cost, paid ? 'price unknown' : 'free') : ''),
  ];
}

function whatText(what: Garbage): string {
  switch (what.kind) {
    case 'clip':
      return printable(`${what.film}: ${what.segment}, take ${what.take}`);
    case 'stray':
      return 'not in the journal';
    case 'old-journal':
      return 'what an earlier journal had';
    case 'temporary':
      return 'left by a process that was killed';
    default:
      return unreachable(what);
  }
}
