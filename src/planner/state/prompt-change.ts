import { promptLabels } from '../../storyboard/compose.ts';

/** What differs between two composed prompts: the parts that have a label, if only these do, or the prompt. */
export function promptChange(before: string, now: string): string | false {
  if (before === now) return false;
  const [a, b] = [partsOf(before), partsOf(now)];
  const names = [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
  const [first, ...more] = names;
  const isLabelled = first !== undefined && more.length === 0 && first !== '';
  return isLabelled ? `${first.toLowerCase()} changed` : 'prompt changed';
}

const labelled = new RegExp(`^(${promptLabels.join('|')}): `);

/** The lines of a prompt by their label, those without one together. */
function partsOf(prompt: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const line of prompt.split('\n')) {
    if (line === '') continue;
    const [, label = ''] = labelled.exec(line) ?? [];
    parts.set(label, `${parts.get(label) ?? ''}${line}\n`);
  }
  return parts;
}
