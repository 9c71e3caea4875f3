// Planning by the command as people run it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storyboardText } from '../generate-storyboard.mjs';

const command = join(import.meta.dirname, '../../dist/cli/main.js');
const planned = (file) => [{ name: 'storycut plan', command: [process.execPath, command, 'plan', file] }];

export const segments = {
  x: 'segments',
  title: 'Planning a film of so many segments',
  contenders: async (folder, count) => {
    const file = join(folder, 'film.storyboard.yaml');
    await writeFile(file, storyboardText(count));
    return planned(file);
  },
};

const mostTakes = 100;

export const takes = {
  x: 'takes',
  title: 'Planning so many takes, up to 100 of a segment',
  contenders: async (folder, count) => {
    const file = join(folder, 'film.storyboard.yaml');
    const each = Array.from({ length: Math.ceil(count / mostTakes) }, (_, n) =>
      Math.min(mostTakes, count - n * mostTakes),
    );
    const lines = each.map((takes, n) => `      - { id: s${n}, prompt: A door opens, takes: ${takes} }`);
    await writeFile(
      file,
      `storyboard: 1\ntitle: Takes\nprovider: animatic\nscenes:\n  - id: hall\n    segments:\n${lines.join('\n')}\n`,
    );
    return planned(file);
  },
};
