import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Told } from '../../project/events/film-event.ts';
import type { Refusal } from '../../project/events/run-end.ts';
import type { ReviewedFilm } from '../doings/edits.ts';
import type { ShownDocument, ShownFilm } from '../film/shown.ts';
import { tellFilm } from '../film/tell-film.ts';
import { followJournal } from '../live/follow-journal.ts';
import { journalEvents } from '../live/journal-events.ts';
import { mediaLibrary } from '../media/library.ts';
import { builtPage } from '../page-files.ts';
import { smallCopies } from './small-copies.ts';

export interface PackSettings extends ReviewedFilm {
  /** Absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called for each file that is made. */
  readonly onFile?: (done: number, of: number) => void;
}

/** By this file, a folder is known to be one that we wrote: it may be written again. */
const mark = 'storycut-review.txt';

/** Writes the page about a film as plain files, with small copies of its footage. Gives the document's path. */
export async function writePage(settings: PackSettings): Promise<Result<string, Refusal>> {
  const { world, request, folder, signal } = settings;
  const told = await tellFilm(world, request);
  const { planned, document } = told;
  if (!planned || !document.film) return err({ why: 'input', diagnostics: told.refused ?? [] });
  const tools = await world.tools();
  if (!tools.ok) return err({ why: 'environment', diagnostics: [tools.error] });
  const taken = await isTaken(folder);
  if (taken) return err({ why: 'input', diagnostics: [notOurs(folder)] });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, mark), 'Written by `storycut review --static`, which may write it again.\n');
  const library = mediaLibrary();
  library.hold(planned);
  const copies = await smallCopies(hashesOf(document.film), library, {
    ...{ tools: tools.value, folder, signal, onFile: settings.onFile },
  });
  const { entries } = await followJournal(planned.film.state).look();
  const events = journalEvents(planned.names);
  const packed = {
    document: withoutPlaces(document),
    told: entries.flatMap((entry): Told | readonly Told[] => events.of(entry) ?? []),
    ...copies,
    name: planned.film.located.name,
  };
  const html = await readFile(join(builtPage, 'page.html'), 'utf8');
  const page = join(folder, 'index.html');
  await writeFile(page, withData(html, packed));
  for (const name of ['page.js', 'page.css'])
    await writeFile(join(folder, name), await readFile(join(builtPage, name)));
  return ok(page);
}

/** A folder with other people's files in it is never written into. */
async function isTaken(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    return ['?'];
  });
  return names.length > 0 && !names.includes(mark);
}

const notOurs = (folder: string): Diagnostic => ({
  severity: 'error',
  code: 'file-exists',
  ...says(say`${{ file: folder }} is not empty.`, say`Name a new folder, as in \`--static review\`.`),
});

/** What it says to others is about the film, not about where it is on this machine. */
const withoutPlaces = ({ film, diagnostics }: ShownDocument): ShownDocument => ({
  ...(film && { film: { ...film, storyboard: basename(film.storyboard) } }),
  diagnostics: diagnostics.map(({ at: _, ...rest }) => rest),
});

/** Nothing in the data can end the element that it is in. */
function withData(html: string, packed: unknown): string {
  const json = JSON.stringify(packed)
    .replaceAll('<', '\\u003c')
    .replaceAll(/[\u2028\u2029]/g, ' ');
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'self' file:; media-src 'self' file: blob:; object-src 'none'; base-uri 'none'; form-action 'none'" />`;
  const data = `<script type="application/json" id="packed">${json}</script>`;
  return html
    .replace('<meta name="ticket" content="TICKET" />', () => policy)
    .replace('<div id="page"></div>', () => `<div id="page"></div>\n    ${data}`);
}

/** All that the page may show: each take, and what else the film consists of. */
function hashesOf({ segments, entries, sound }: ShownFilm): ReadonlySet<string> {
  const takes = segments.flatMap((one) => one.takes.flatMap(({ hash }) => hash ?? []));
  const shown = entries.flatMap(
    ({ footage }) => (footage.kind === 'card' ? footage.behind : footage.hash) ?? [],
  );
  return new Set([...shown, ...takes, ...sound.map(({ hash }) => hash)]);
}
