#!/usr/bin/env node
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { exit } from './exit.ts';
import { whyTooOld } from './old-node.ts';
import { readCode, writeCode } from './parts/code-file.ts';
import { codePlace } from './parts/code-place.ts';
import { openParts } from './parts/parts.ts';
import type { main } from './program.ts';

/** `scripts/bundle.mjs` puts in what it is. */
declare const partsHash: string;

/** After so many seconds, V8 may have dropped code that only a start needs. */
const atMost = 20;

const tooOld = whyTooOld(process.versions.node);
if (tooOld === undefined) {
  void start(process.argv.slice(2));
} else {
  process.stderr.write(`${tooOld}\n  Install a newer one from https://nodejs.org.\n`);
  process.exitCode = exit.wrongEnvironment;
}

/** Only a start that ended well shows what the next one needs. */
async function start(words: readonly string[]): Promise<void> {
  const place = codePlace({ build: partsHash, words, node: process, env: process.env });
  const program = join(import.meta.dirname, 'program.js');
  const parts = openParts(place === undefined ? new Map() : readCode(place), {
    require: createRequire(program),
    imported: (id) => import(id),
  });
  // An older Node can't even load it.
  const { main: run } = parts.load(program) as { readonly main: typeof main };
  const code = await run(words);
  process.exitCode = code;
  if (place === undefined || code !== exit.good || process.uptime() > atMost) return;
  const compiled = parts.compiled();
  if (compiled) writeCode(place, compiled, Date.now());
}
