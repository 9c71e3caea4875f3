import type { NamedSegment } from './ids.ts';
import type { Segment, Storyboard } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { Captions as CaptionsInFile } from './schema.gen.ts';

/** How captions are delivered; told where there are some and they go nowhere, which nobody would mean. */
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
      message: 'There are captions, and nothing says where they are to be seen.',
      help: 'Write `captions: { burn: true }` to have them in the picture, `captions: { sidecar: [srt] }` in a file beside the film.',
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
  message: 'No segment has a caption, and so no caption file is written.',
  help: 'Write `caption: …` or `captions` on a segment, or delete `sidecar`.',
};
