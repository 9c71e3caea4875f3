import { readAsset } from '../../src/media/asset.ts';
import { readStoryboard } from '../../src/storyboard/read.ts';

// Reads each storyboard named on the command line and prints a line for it: its name and the codes of its
// errors, as JSON. In a process of its own, since a hostile text may end a process, the second one more easily.
for (const file of process.argv.slice(2)) {
  const { diagnostics } = await readStoryboard(file, { vars: {} }, readAsset);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  console.log(JSON.stringify([file, ...new Set(errors.map(({ code }) => code))]));
}
