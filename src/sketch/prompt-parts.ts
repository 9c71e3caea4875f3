/** A composed prompt, split up for display. Labelled parts are shown as such, everything else as it is. */
export interface PromptParts {
  /** First what is seen; then the setting and anything else, each a paragraph. */
  readonly paragraphs: readonly string[];
  readonly notes: readonly Note[];
  readonly dialogue: readonly DialogueLine[];
}

export interface Note {
  readonly label: 'Camera' | 'Lighting' | 'Sound' | 'Style';
  readonly text: string;
}

export interface DialogueLine {
  /** Empty if nobody is named. */
  readonly who: string;
  readonly line: string;
}

/** Parses leniently: a prompt is a person's text, and none of it may be lost. */
export function readPrompt(prompt: string): PromptParts {
  const notes: Note[] = [];
  const dialogue: DialogueLine[] = [];
  const rest: string[] = [];
  let speaking = false;
  for (const line of prompt.split(/\r\n?|\n/)) {
    const spoken: DialogueLine | undefined = speaking ? readLine(line) : undefined;
    const note = readNote(line);
    if (spoken) dialogue.push(spoken);
    else if (note) notes.push(note);
    else if (!/^Dialogue:\s*$/.test(line)) rest.push(line);
    speaking = spoken !== undefined || /^Dialogue:\s*$/.test(line);
  }
  const paragraphs = rest
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return { paragraphs, notes, dialogue };
}

function readNote(line: string): Note | undefined {
  const [, label, text = ''] = /^(Camera|Lighting|Sound|Style):\s*(.+)$/.exec(line) ?? [];
  switch (label) {
    case 'Camera':
    case 'Lighting':
    case 'Sound':
    case 'Style':
      return { label, text };
    default:
      return undefined;
  }
}

function readLine(line: string): DialogueLine | undefined {
  const [, who, words] = /^-\s*(?:([^:"]{1,60}):\s*)?"?(.*?)"?\s*$/.exec(line) ?? [];
  return words ? { who: who ?? '', line: words } : undefined;
}
