import type { DialogueLine } from '../../sketch/prompt-parts.ts';

/** Lines that are on the panel together, and the frame from which they are. */
export interface Spoken {
  readonly lines: readonly DialogueLine[];
  readonly from: number;
  readonly frames: number;
}

const mostPanels = 12;

/** Divides a shot's frames among its lines in proportion to their length. */
export function timeLines(dialogue: readonly DialogueLine[], frames: number): readonly Spoken[] {
  const together = Math.ceil(dialogue.length / mostPanels);
  const groups = Array.from({ length: Math.ceil(dialogue.length / Math.max(1, together)) }, (_, i) =>
    dialogue.slice(i * together, (i + 1) * together),
  );
  const weight = (lines: readonly DialogueLine[]) =>
    lines.reduce((sum, { line }) => sum + 12 + line.length, 0);
  const whole = weight(dialogue);
  let gone = 0;
  return groups.map((lines) => {
    const from = Math.round((gone / whole) * frames);
    gone += weight(lines);
    return { lines, from, frames: Math.round((gone / whole) * frames) - from };
  });
}
