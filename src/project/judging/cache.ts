import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { readBounded } from '../../core/read-bounded.ts';
import type { Figures } from '../../judge/figures.ts';
import { figuresFromBytes, figuresToBytes } from '../../judge/figures-file.ts';
import { type Verdicts, verdictsFromText, verdictsToText } from '../../judge/verdicts-file.ts';
import { type Viewing, viewingName } from '../../judge/viewing.ts';
import type { LoadedFilm } from '../film/film.ts';

/** Far more than films need. */
const mostFigures = 1 << 29;
const mostVerdicts = 1 << 26;

type Kept = Pick<LoadedFilm, 'state' | 'located'>;

export const verdictsFile = ({ state, located }: Kept): string =>
  join(state, 'cache', 'judgements', `${located.name}.json`);

/** What a film's questions were answered with so far. */
export async function keptVerdicts(film: Kept): Promise<Verdicts> {
  const text = await readKept(verdictsFile(film), mostVerdicts);
  return text ? verdictsFromText(text.toString('utf8')) : new Map();
}

export const keepVerdicts = (film: Kept, verdicts: Verdicts): Promise<void> =>
  keep(verdictsFile(film), verdictsToText(verdicts));

const figuresFile = ({ state }: Kept, viewing: Viewing): string =>
  join(state, 'cache', 'figures', `${viewingName(viewing)}.figures`);

/** What was measured before. It counts as used, so that it is kept. */
export async function keptFigures(film: Kept, viewing: Viewing): Promise<Figures | undefined> {
  const file = figuresFile(film, viewing);
  const bytes = await readKept(file, mostFigures);
  const figures = bytes && figuresFromBytes(bytes);
  if (figures) await utimes(file, new Date(), new Date()).catch(() => undefined);
  return figures;
}

export const keepFigures = (film: Kept, viewing: Viewing, figures: Figures): Promise<void> =>
  keep(figuresFile(film, viewing), figuresToBytes(figures));

async function readKept(file: string, most: number): Promise<Buffer | undefined> {
  const read = await readBounded(file, most, { follow: false }).catch(() => undefined);
  return read?.ok ? read.value : undefined;
}

/** Without a place to write it, it is only measured again the next time. */
async function keep(file: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await makeFolder(dirname(file));
    await writeFile(draft, content, { flag: 'wx' });
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
