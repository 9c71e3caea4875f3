import { join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { amount } from '../../core/money.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import type { ClipCondition } from '../../store/inspection.ts';
import type { ClipUse, RecordedClip } from '../../store/recorded-clips.ts';
import type { Needed } from './needed.ts';

/** What is wrong with a clip, whose it is, and how to get it back. `folder` is the store's, from the working folder. */
export function clipDamaged(
  { name, uses }: RecordedClip,
  condition: Exclude<ClipCondition, 'whole'>,
  folder: string,
): Diagnostic {
  const [use] = uses;
  const file = say`${{ file: join(folder, 'clips', name) }}`;
  const about = say`${use ? whose(use) : 'A clip'}`;
  if (typeof condition === 'object') {
    return {
      severity: 'error',
      code: 'clip-damaged',
      ...says(
        say`${about} can't be read: ${file} (${{ cause: condition.unreadable }}).`,
        say`Make the file readable for you, and verify again. Whether its bytes are right is not known until then.`,
      ),
      ...(use && { segment: use.segment }),
    };
  }
  // A run compares only sizes, since reading all clips would take it too long.
  const first = condition === 'damaged' ? say`Delete ${file}. ` : say``;
  return {
    severity: 'error',
    code: condition === 'missing' ? 'clip-missing' : 'clip-damaged',
    ...says(
      condition === 'missing'
        ? say`${about} is missing: ${file}.`
        : say`${about} is damaged: the bytes of ${file} are not those that were recorded.`,
      say`${first}${comesBack(uses)} A copy of the file from a backup is as good.`,
    ),
    ...(use && { segment: use.segment }),
  };
}

function whose({ storyboard, segment, take, link, provider }: ClipUse): Sentence {
  const part = link > 1 ? say`, link ${{ link }}` : say``;
  const what = provider === undefined ? 'The last frame' : 'The clip';
  return say`${what} of ${{ name: segment }} (${{ film: storyboard }}, take ${{ take }}${part})`;
}

function comesBack(uses: readonly ClipUse[]): Sentence {
  const cost = uses.reduce((sum, use) => sum + use.cost, 0);
  if (uses.every(({ provider }) => provider === undefined))
    return say`The next run that needs it extracts it again.`;
  if (uses.some(({ atProvider }) => atProvider))
    return say`The next run that needs it downloads it again, for nothing, if its provider still has it.`;
  return cost > 0
    ? say`The next run that needs it regenerates it, and pays for it again (${amount({ price: cost })}): its footage was deleted at the provider.`
    : say`The next run that needs it regenerates it.`;
}

export const receiptsLacking = (records: number): Diagnostic => ({
  severity: 'error',
  code: 'receipts-damaged',
  ...says(
    say`The receipts of ${{ records }} ${records === 1 ? 'record' : 'records'} are missing or damaged. The journal has them.`,
    say`\`storycut recover\` writes them again.`,
  ),
});

/** There was an anchor, so there were receipts. */
export const receiptsGone = (records: number): Diagnostic => ({
  severity: 'error',
  code: 'receipts-damaged',
  ...says(
    say`The receipts are gone: none of ${{ records }} records has one. If the journal were lost now, it could not be rebuilt.`,
    say`The next run writes them again, and so does \`storycut recover\`.`,
  ),
});

/** As of a journal of 0.1, or of a copy that was made without them. */
export const receiptsPending = (records: number): Diagnostic => ({
  severity: 'note',
  code: 'receipts-damaged',
  ...says(
    say`${{ records }} ${records === 1 ? 'record has' : 'records have'} no receipts yet: the next run writes them.`,
  ),
});

/** What a person accepted as lost, or what no intent explains. */
export const recordsUnknown = (records: number): Diagnostic => ({
  severity: 'note',
  code: 'records-lost',
  ...says(
    say`The journal was rebuilt without ${{ records }} ${records === 1 ? 'record that was' : 'records that were'} lost: what they were about is in no sum of money.`,
  ),
});

/** Only a film that clips are kept for, and whose storyboard is not here, can be forgotten. */
export function notLost(film: string, { found, lost }: Pick<Needed, 'found' | 'lost'>): Diagnostic {
  const help =
    lost.unfound.length === 0
      ? say`\`storycut gc\` shows what could be removed.`
      : say`Clips are kept for ${listed({ known: lost.unfound }, 8)}.`;
  return {
    severity: 'error',
    code: 'film-not-lost',
    ...says(
      found.has(film)
        ? say`The storyboard of ${{ film }} is here, so its clips are still needed.`
        : say`No clips are kept here for a film ${{ film }}.`,
      help,
    ),
  };
}

export const clipsStray = (count: number, folder: string): Diagnostic => ({
  severity: 'note',
  code: 'clips-stray',
  ...says(
    say`The journal does not name ${{ count }} ${count === 1 ? 'file' : 'files'} in ${{ folder: join(folder, 'clips') }}: footage of records that are lost, or of a run in progress.`,
    say`\`storycut gc\` shows what could be removed, and asks first.`,
  ),
});
