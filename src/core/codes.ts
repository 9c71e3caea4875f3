/**
 * Every diagnostic code, with the one sentence that `docs/errors.md` gives it. A code is stable: it is
 * never renamed and never means something else. `as const` makes the union closed.
 */
export const codes = {
  // storyboard: text
  'file-not-found': 'The named file does not exist or cannot be read.',
  'file-too-large': 'The storyboard file is larger than 64 MiB.',
  'yaml-syntax': 'The file is not valid YAML.',
  'yaml-too-deep': 'The file nests deeper than 64 levels.',
  'yaml-duplicate-key': 'The same key stands twice in one mapping.',

  // planner
  'unknown-provider': 'No provider has this name.',
  'unknown-model': 'The provider has no model of this name.',
  'length-impossible': 'The model cannot make footage of this length, not even as a chain.',
  'edit-impossible': 'The model cannot edit footage.',

  // environment
  'ffmpeg-missing': 'No usable ffmpeg or ffprobe was found on this machine.',
} as const satisfies Record<string, string>;

export type Code = keyof typeof codes;
