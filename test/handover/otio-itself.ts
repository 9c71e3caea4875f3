import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TimelineName } from '../../src/handover/format-name.ts';
import { formats } from '../../src/handover/formats.ts';
import type { Handover } from '../../src/handover/handover.ts';

const run = promisify(execFile);

export interface FoundTime {
  readonly value: number;
  readonly rate: number;
}
interface FoundSpan {
  readonly start: FoundTime;
  readonly duration: FoundTime;
}
export interface FoundItem {
  readonly kind: 'Clip' | 'Gap';
  readonly name: string;
  readonly source: FoundSpan;
  /** Where its source begins. */
  readonly timecode: string | null;
  /** In its track. */
  readonly place: FoundSpan;
  readonly speeds: readonly number[];
  readonly file: string | null;
  readonly available: FoundSpan | null;
}
interface FoundTransition {
  readonly kind: 'Transition';
  readonly name: string;
  readonly type: string;
  readonly in: FoundTime;
  readonly out: FoundTime;
}
export interface FoundTrack {
  readonly kind: string;
  readonly name: string;
  readonly items: readonly (FoundItem | FoundTransition)[];
}

const variable = 'STORYCUT_OTIO_PYTHON';

/**
 * A Python that has OpenTimelineIO with its adapters for EDL and FCPXML. CI names one, and then it has to work; elsewhere,
 * undefined if `python3` has none.
 */
export async function findPython(): Promise<string | undefined> {
  const { [variable]: named } = process.env;
  if (named !== undefined) return named;
  const needs = 'import opentimelineio, otio_cmx3600_adapter, otio_fcpx_xml_adapter';
  return run('python3', ['-c', needs]).then(
    () => 'python3',
    () => undefined,
  );
}

/** What OpenTimelineIO reads in each film's export. */
export async function readBack(
  python: string,
  format: TimelineName,
  films: readonly Handover[],
): Promise<readonly (readonly FoundTrack[])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-otio-'));
  try {
    const files = films.map((film, i) => ({ film, path: join(folder, `${i}.${format}`) }));
    await Promise.all(files.map(({ film, path }) => writeFile(path, formats[format].write(film))));
    const script = join(import.meta.dirname, 'read-timelines.py');
    const pairs = files.flatMap(({ film, path }) => [path, String(film.fps)]);
    const { stdout } = await run(python, [script, ...pairs], { maxBuffer: 1 << 28 });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
