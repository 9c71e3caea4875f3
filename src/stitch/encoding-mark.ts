import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, sha256 } from '../core/canonical.ts';
import { makeFolder } from '../core/make-folder.ts';
import { textWithin } from '../core/read-bounded.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Coding, group, namedColours } from '../media/encoding.ts';
import type { Tools } from '../media/tools.ts';
import { makePiece } from './picture/make-piece.ts';
import { argsOf, type PieceOrder } from './picture/piece-order.ts';
import { joining } from './transitions/transition.ts';

const size = { width: 320, height: 180 };
const [fps, frames] = [24, 12];

/**
 * What tells machines apart that would encode a piece to other bytes: equal only where Storycut's settings and ffmpeg's version
 * are, and where a few drawn, scaled, mixed and encoded pictures came out the same. So neither another build nor another
 * processor is taken for this one. Remembered in `folder`. The error says why nothing can be encoded.
 */
export async function encodingMark(
  tools: Tools,
  folder: string,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const { path, version } = tools.ffmpeg;
  const { size: bytes, mtimeMs } = await stat(path);
  const settings = qualities.map((quality) => argsOf({ ...tried(''), quality }, tools));
  const note = join(
    folder,
    'marks',
    `${hashOf({ version: 1, settings, ffmpeg: { path, version, bytes, mtimeMs } })}.txt`,
  );
  const before = await textWithin(note, markLength, { follow: false }).catch(() => undefined);
  if (before !== undefined && /^[0-9a-f]{64}$/.test(before)) return ok(before);
  await makeFolder(join(folder, 'marks'));
  const draft = join(folder, 'marks', randomUUID());
  try {
    const graph = triedGraph(tools);
    if (!graph.ok) return graph;
    const made = await makePiece(tried(graph.value), [], draft, { tools, signal });
    if (!made.ok) return made;
    const mark = hashOf({ settings, ffmpeg: version, pictures: sha256(await readFile(draft)) });
    await writeFile(note, mark);
    return ok(mark);
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(draft, { force: true });
  }
}

const markLength = 64;
const qualities: readonly Coding[] = ['full', 'drawn', 'quick', 'restored', 'restored-plain'];

const tried = (graph: string): PieceOrder => ({
  ...{ inputs: [], graph, frames, group: group.whole, quality: 'full', size, fps },
});

/** Two moving patterns in other colours, scaled and dissolved. */
function triedGraph(tools: Tools): Result<string, string> {
  const pattern = (turn: number, to: string): string =>
    [
      `color=c=black:s=160x90:r=${fps}/1,trim=end_frame=${frames},format=yuv420p`,
      `geq=lum='16+200*abs(cos(X*Y/${turn}+N))':cb='128+90*cos(X/7+N)':cr='128+90*cos(Y/5-N)'`,
      `scale=${size.width}:${size.height}:flags=bicubic:in_color_matrix=bt601:out_color_matrix=bt709:out_range=tv`,
      `format=yuv420p,setsar=1,${namedColours}[${to}]`,
    ].join(',');
  const joined = joining({ type: 'dissolve', duration: frames / fps }, { size, fps, frames }, tools.ffmpeg);
  return joined.ok
    ? ok([pattern(31, 'before'), pattern(57, 'after'), joined.value, '[joined]null[v]'].join(';'))
    : joined;
}
