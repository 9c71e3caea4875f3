import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, type Step, shownPattern, stepsOf } from '../rig/markdown.ts';
import { type Project, project } from '../rig/project.ts';

const root = join(import.meta.dirname, '../..');
const docs = [
  'README.md',
  ...(await readdir(join(root, 'docs')))
    // Its commands need a database: `studio/test/docs` runs them.
    .filter((name) => name.endsWith('.md') && name !== 'studio.md')
    .map((name) => `docs/${name}`),
];
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** What sets a machine up is not run inside the suite: `.ci/run` does so on a clean clone. */
const setUp =
  /^(git clone .*|npm ci|npm pack|npm install|npm test|npm run [a-z:]+|cd .*)( && (npm|cd) .*| .*\.tgz)?( +#.*)?$/;

// Side by side: much of what they say is waiting for servers.
describe.concurrent.each(docs)('%s', (name) => {
  it('does what it says, command by command', async ({ onTestFinished }) => {
    const steps = stepsOf(await readFile(join(root, name), 'utf8'));
    const made = await project({}, { finished: onTestFinished });
    await mkdir(made.path('node_modules'));
    await symlink(root, made.path('node_modules/storycut'));
    let printed = '';
    for (const step of steps) printed = await follow(step, printed, { made, name });
  });

  it('shows nothing as printed that is not compared with what is', async () => {
    const printed = /^([→↻✓✗] |(error|warning|note)\[)/m;
    const unproved = blocksOf(await readFile(join(root, name), 'utf8'))
      .filter(({ info }) => ['', 'text', 'sh'].includes(info))
      .filter(({ text }) => printed.test(text));
    expect(unproved.map(({ line }) => `${name}:${line}`)).toEqual([]);
  });
});

/** Gives what the last command printed. `printed`: the same of the one before. */
async function follow(
  step: Step,
  printed: string,
  { made, name }: { readonly made: Project; readonly name: string },
): Promise<string> {
  if (step.kind === 'file') {
    await made.write(step.name, step.text);
    return printed;
  }
  if (step.kind === 'excerpt') {
    const lines = printed.split('\n');
    const missing = step.lines.filter((line) => !lines.some((one) => shownPattern(line).test(one)));
    expect(missing, `${name}:${step.line}\n${printed}`).toEqual([]);
    return printed;
  }
  const script = /^npm run ([a-z:]+)/.exec(step.command)?.[1];
  if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
  if (setUp.test(step.command)) return printed;
  const output = await shell(step.command, made);
  // What is shown without output only has to work.
  if (step.shown === '') expect(output.code, `${name}:${step.line}\n${output.text}`).toBe(0);
  else expect(output.text, `${name}:${step.line}`).toMatch(shownPattern(step.shown));
  return output.text;
}

/** Runs a line as a reader would type it; both streams together, as a terminal shows them. */
async function shell(line: string, made: Project): Promise<{ code: number | null; text: string }> {
  const child = spawn('sh', ['-c', `${line} 2>&1`], {
    cwd: made.folder,
    env: {
      ...process.env,
      NO_COLOR: '1',
      PATH: [join(root, 'test/rig/bin'), process.env.PATH].join(delimiter),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}
