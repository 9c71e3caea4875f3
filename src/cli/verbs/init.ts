import { shellWord } from '../../core/shell-word.ts';
import { initFilm } from '../../project/setup/init.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';

export async function init(output: Terminal, folder: string | undefined): Promise<Exit> {
  const written = await initFilm(process.cwd(), folder);
  if (!written.ok) {
    const why = written.error.code === 'file-exists' ? 'input' : 'environment';
    return refuse(output, { why, diagnostics: [written.error] });
  }
  output.result(written.value);
  output.tell(`Next: \`storycut plan ${shellWord(written.value)}\``);
  return exit.good;
}
