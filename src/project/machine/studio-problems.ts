import { clipsNamed, type StudioSettings } from '../../config/config.ts';
import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';

/** What can be wrong with a studio. */

const problem = (code: Code, message: Sentence, help: Sentence): Diagnostic => ({
  severity: 'error',
  code,
  ...says(message, help),
});

export const noStudio: Diagnostic = problem(
  'studio-none',
  say`The config file names no studio.`,
  say`Add \`studio\` to it, with \`ledger\`, \`clips\` and \`projects\`.`,
);

export const ofNoStudio = (folder: string): Diagnostic =>
  problem(
    'studio-none',
    say`${{ folder }} is in no project of a studio.`,
    say`Add it, or a folder that it is in, to \`projects\` of \`studio\` in the config file.`,
  );

export const notInstalled = (name: string, cause: string): Diagnostic =>
  problem(
    'studio-not-installed',
    say`The config file names a studio, and the package ${{ name }} can't be loaded: ${{ cause }}`,
    say`Install it beside Storycut, as docs/studio.md says.`,
  );

export const nodeTooOld = (version: string): Diagnostic =>
  problem(
    'studio-not-installed',
    say`Orders of a studio need Node 22.12 or later; this is ${{ version }}.`,
    say`Run Storycut with a later Node on this machine. All other verbs work with this one.`,
  );

/** What was paid for is in two places: one of them would be paid for again. */
export const journalBeside = (file: string, project: string): Diagnostic =>
  problem(
    'studio-beside',
    say`${{ file }} tells what was made and paid for on this machine, and the config file gives the project ${{ project }} to the studio.`,
    say`\`storycut studio adopt\` brings it into the studio's ledger.`,
  );

/** Its clips are other projects' too, and its ledger has no file. */
export const keptByStudio = (project: string): Diagnostic =>
  problem(
    'studio-keeps',
    say`The studio keeps the ledger and the clips of the project ${{ project }}: nothing of it is checked, repaired or cleared from here.`,
    say`\`storycut studio audit\` shows how its ledger stands.`,
  );

/** `where`: host and database. */
export const ledgerAway = (where: string, cause: string): Diagnostic =>
  problem(
    'studio-away',
    say`The studio's ledger at ${{ where }} can't be reached: ${{ cause }}.`,
    say`Nothing was submitted. Check the network and the server, then run the same command.`,
  );

type Clips = StudioSettings['clips'];

export const clipsAway = (clips: Clips, cause: string): Diagnostic =>
  problem(
    'studio-clips',
    say`The studio's clips in ${{ folder: clipsNamed(clips) }} can't be used: ${{ cause }}.`,
    clips.kind === 'folder'
      ? say`Check that the shared folder is mounted there and can be written to, and \`clips\` of \`studio\` in the config file.`
      : say`Check \`clips\` of \`studio\` in the config file.`,
  );

/** Where it is not mounted, the same place is empty, and all clips would be paid for again. */
export const clipsUnmarked = (clips: Clips, cause: string): Diagnostic =>
  problem(
    'studio-clips',
    say`${{ folder: clipsNamed(clips) }} is not known as the place of the studio's clips: ${{ cause }}.`,
    clips.kind === 'folder'
      ? say`Check that the shared folder is mounted there. If it is, \`storycut studio init\` marks it.`
      : say`Check \`clips\` of \`studio\` in the config file. If it is right, \`storycut studio init\` marks the bucket.`,
  );

export const ownDamaged = (file: string): Diagnostic =>
  problem(
    'clip-damaged',
    say`${{ file }} has other bytes than were recorded, so nothing was adopted.`,
    say`\`storycut verify\` looks at all of them, with the project taken out of \`studio\` in the config file.`,
  );

export const clipNotTaken = (file: string, cause: string): Diagnostic =>
  problem(
    'store-unusable',
    say`${{ file }} could not be copied to the studio's clips: ${{ cause }}`,
    say`Nothing was adopted. Check their place and its space, then run the same command.`,
  );

/** What a database does not let a user do: connect, what was asked, or find its schemas and tables. */
export type LedgerRefusal = 'login' | 'rights' | 'shape';

export const ledgerRefuses = (where: string, cause: string, refusal?: LedgerRefusal): Diagnostic =>
  problem(
    'studio-away',
    say`The studio's ledger at ${{ where }} can't be used: ${{ cause }}.`,
    wayIn(refusal),
  );

function wayIn(refusal: LedgerRefusal | undefined): Sentence {
  switch (refusal) {
    case 'rights':
      return say`Whoever created the ledger can grant this user its rights, which docs/studio.md lists under "Rights".`;
    case 'shape':
      return say`If another version of Storycut has changed it, update Storycut on this machine. If a part of it is gone, restore the whole database from a copy.`;
    case 'login':
    case undefined:
      return say`Check the user and its rights there. Its password is taken from PGPASSWORD, from the file that PGPASSFILE names, or from ~/.pgpass.`;
    default:
      return unreachable(refusal);
  }
}

export const noLedger = (where: string): Diagnostic =>
  problem(
    'studio-not-ready',
    say`The database ${{ where }} has no ledger of Storycut.`,
    say`\`storycut studio init\` creates it, for a user who may create a schema there.`,
  );

export const brokenLedger = (where: string): Diagnostic =>
  problem(
    'studio-not-ready',
    say`The database ${{ where }} has a schema named storycut that is no ledger of Storycut, or not a whole one: it has no version.`,
    say`If it was restored from a copy, restore the whole copy. If it is another program's, give the studio a database of its own.`,
  );

export const earlierLedger = (where: string): Diagnostic =>
  problem(
    'studio-not-ready',
    say`The studio's ledger at ${{ where }} is of an earlier version of Storycut.`,
    say`\`storycut studio init\` brings it up to date, for the user who created it. Update Storycut on the other machines, too.`,
  );

export const laterLedger = (where: string): Diagnostic =>
  problem(
    'studio-not-ready',
    say`The studio's ledger at ${{ where }} is of a later version of Storycut.`,
    say`Update Storycut on this machine.`,
  );

export const cannotListen = (listen: string, cause: string): Diagnostic =>
  problem(
    'studio-webhooks',
    say`This worker can't listen for webhooks at ${{ listen }}: ${{ cause }}.`,
    say`Name a free port and an address of this machine under \`listen\` of \`webhooks\` in the config file, or delete it: jobs are polled then.`,
  );

/** What was paid for may be in them. */
export const setAside = (folder: string, names: readonly string[]): Diagnostic => ({
  ...problem(
    'studio-set-aside',
    say`The studio's ledger can't take ${{ count: names.length }} of the records that this machine kept for it, in ${{ folder }}: it does not have their submissions, or they can't be read.`,
    say`If the database was restored from a copy, look for their jobs at the provider, and note what they cost. Then delete the files.`,
  ),
  severity: 'warning',
});
