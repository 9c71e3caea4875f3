import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exit } from '../../src/cli/exit.ts';
import { processOutput } from '../../src/cli/output.ts';
import { commands } from '../../src/cli/program.ts';

const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
const program = commands(processOutput(), () => undefined);
const help = program.createHelp().visibleCommands(program);

/** Rows of the table of verbs: the verbs that a row is about, and all of the row. */
const rows = (readme.split('| verb | does |\n|---|---|\n')[1]?.split('\n\n')[0] ?? '')
  .split('\n')
  .map((row) => {
    const [, verbs = ''] = row.split('|');
    return { verbs: [...verbs.matchAll(/`([a-z]+)/g)].map(([, verb]) => verb ?? ''), row };
  });

it("README's table has the program's verbs, each once", () => {
  const verbs = help.map((verb) => verb.name()).filter((name) => name !== 'help');
  expect(rows.flatMap(({ verbs }) => verbs).sort()).toEqual(verbs.sort());
});

it.each(rows.filter(({ row }) => row.includes('--')))(
  'the flags of its row are those of $verbs',
  ({ verbs, row }) => {
    const flags = help.filter((verb) => verbs.includes(verb.name())).flatMap((verb) => verb.options);
    const long = flags.map((flag) => flag.long);
    for (const [named] of row.matchAll(/--[a-z][a-z-]+/g)) expect(long).toContain(named);
  },
);

it('README, docs/errors.md and --help name all exit codes', async () => {
  const errors = await readFile(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');
  let told = '';
  program
    .configureOutput({
      writeOut: (text) => {
        told += text;
      },
    })
    .outputHelp();
  for (const code of Object.values(exit)) {
    expect(readme.split('**Exit codes:**')[1]?.split('\n\n')[0]).toMatch(new RegExp(`\\b${code}\\b`));
    expect(told.split('Exit codes:')[1]).toMatch(new RegExp(`\\b${code}\\b`));
    expect(errors.split('## Exit codes')[1]?.split('\n## ')[0]).toMatch(new RegExp(`\\b${code}\\b`));
  }
});
