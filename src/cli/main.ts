#!/usr/bin/env node
import { exit } from './exit.ts';
import { whyTooOld } from './old-node.ts';

const tooOld = whyTooOld(process.versions.node);
if (tooOld === undefined) {
  // After the check: an older Node can't even load it.
  const { main } = await import('./program.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(`${tooOld}\n  Install a newer one from https://nodejs.org.\n`);
  process.exitCode = exit.wrongEnvironment;
}
