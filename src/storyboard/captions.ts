import { say, says } from '../core/sentence.ts';
import type { NamedSegment } from './ids.ts';
import type { Segment, Storyboard } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { Captions as CaptionsInFile } from './schema.gen.ts';

/** How captions are delivered. Warns if there are captions that go nowhere, which nobody intends. */
export function captionsOf(
  written: CaptionsInFile | undefined,
  named: readonly NamedSegment[],
  segments: readonly Segment[],
  problems: Problems,
): Storyboard['captions'] {
  const first = segments.find(({ words }) => words?.some(({ kind }) => kind === 'caption'));
  const at = first && named.find(({ id }) => id === first.id);
  if (at && written?.burn === undefined && written?.sidecar === undefined) {
    problems.add({
      severity: 'warning',
      code: 'captions-nowhere',
      path: [...at.path, at.written.caption === undefined ? 'captions' : 'caption'],
      ...says(
        say`There are captions, but nothing says where to show them.`,
        say`Write \`captions: { burn: true }\` to draw them into the picture, or \`captions: { sidecar: [srt] }\` to write a file beside the film.`,
      ),
      segment: at.id,
    });
  }
  const sidecar = written?.sidecar ?? [];
  if (!first && sidecar.length > 0 && named.every(({ sound, sure }) => sound && sure)) problems.add(none);
  return { burn: written?.burn ?? false, sidecar: first ? sidecar : [] };
}

const none: Problem = {
  severity: 'warning',
  code: 'captions-none',
  path: ['captions', 'sidecar'],
  ...says(
    say`No segment has a caption, so no caption file is written.`,
    say`Add \`caption: …\` or \`captions\` to a segment, or delete \`sidecar\`.`,
  ),
};
