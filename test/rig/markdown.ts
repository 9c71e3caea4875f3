/** What a document says to do, in its order. */
export type Step =
  /** A fenced block with a file name behind its language: ` ```yaml film.storyboard.yaml `. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly line: number }
  /** A line `$ command` of a ` ```console ` block, with the output shown below it. */
  | { readonly kind: 'command'; readonly command: string; readonly shown: string; readonly line: number }
  /** A block ` ```output `: lines that the last command printed, in whatever order. */
  | { readonly kind: 'excerpt'; readonly lines: readonly string[]; readonly line: number };

/** The steps of a Markdown text. */
export function stepsOf(markdown: string): readonly Step[] {
  return blocksOf(markdown).flatMap((block): readonly Step[] => {
    const [language, name] = block.info.split(/\s+/);
    if (language === 'console') return commandsOf(block);
    if (language === 'output')
      return [{ kind: 'excerpt', lines: block.text.trimEnd().split('\n'), line: block.line }];
    return name === undefined ? [] : [{ kind: 'file', name, text: block.text, line: block.line }];
  });
}

interface Block {
  readonly info: string;
  readonly text: string;
  /** Of its first line of content, from 1. */
  readonly line: number;
}

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === undefined && line.startsWith('```')) {
      open = { info: line.slice(3).trim(), line: index + 2, lines: [] };
    } else if (open !== undefined && line === '```') {
      blocks.push({ info: open.info, line: open.line, text: open.lines.map((one) => `${one}\n`).join('') });
      open = undefined;
    } else {
      open?.lines.push(line);
    }
  }
  return blocks;
}

function commandsOf(block: Block): readonly Step[] {
  const steps: { kind: 'command'; command: string; shown: string; line: number }[] = [];
  for (const [index, line] of block.text.split('\n').slice(0, -1).entries()) {
    const last = steps.at(-1);
    if (line.startsWith('$ '))
      steps.push({ kind: 'command', command: line.slice(2), shown: '', line: block.line + index });
    else if (last) last.shown += `${line}\n`;
  }
  return steps;
}

/** A pattern of shown output, in which `…` stands for anything, also for several lines. */
export function shownPattern(shown: string): RegExp {
  const parts = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*?')}$`);
}
