import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asTypedHere } from '../../src/cli/advised.ts';
import { callName } from '../../src/cli/call-name.ts';
import { command } from '../rig/command.ts';
import { type Project, project } from '../rig/project.ts';

const path = process.env.PATH ?? '';
const advised = /`([^`]*(?:storycut|main\.js) [^`]*)`/;

async function link(made: Project, folder: string, target = command): Promise<string> {
  await mkdir(made.path(folder), { recursive: true });
  await symlink(target, made.path(folder, 'storycut'));
  return made.path(folder);
}

/** Runs a line in a shell, with PATH as a terminal there has it. */
function shell(
  line: string,
  cwd: string,
  folders: readonly string[],
): Promise<{ code: number | null; said: string }> {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    npm_config_offline: 'true',
    PATH: [...folders, path].join(delimiter),
  };
  const child = spawn('sh', ['-c', line], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, said }));
  });
}

/** Starts it by a line, and types what it advises to type next. */
async function follow(line: string, cwd: string, folders: readonly string[] = []) {
  const first = await shell(line, cwd, folders);
  expect(first.code, first.said).toBe(0);
  const next = advised.exec(first.said)?.[1] ?? '';
  expect(await shell(next, cwd, folders), next).toMatchObject({ code: 0 });
  return next;
}

describe('a command that is advised can be typed where it is read', () => {
  it('with storycut on PATH', async () => {
    const made = await project();
    const bin = await link(made, 'bin');
    expect(await follow("storycut init 'My Film'", made.folder, [bin])).toBe(
      'storycut plan "My Film/my-film.storyboard.yaml"',
    );
  });

  it('with a script on PATH that starts it', async () => {
    const made = await project({
      'bin/storycut': `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`,
    });
    const next = await follow('chmod +x bin/storycut && bin/storycut init a', made.folder, [
      made.path('bin'),
    ]);
    expect(next).toBe('storycut plan a/a.storyboard.yaml');
  });

  it('where PATH names folders that can not be looked into', async () => {
    const made = await project();
    const bin = await link(made, 'bin');
    await symlink('loop', made.path('loop'));
    // Root may look into every folder, but not along such a link.
    const folders = [made.path('loop'), made.path('n'.repeat(300)), bin];
    const start = { cwd: made.folder, main: realpathSync(command) };
    expect(callName({ ...start, path: folders.join(delimiter) })).toBe('storycut');
  });

  it('in a project that it is installed in, and in a folder of that', async () => {
    const made = await project({ 'package.json': '{}', 'films/notes.txt': '' });
    const bin = await link(made, 'node_modules/.bin');
    expect(await follow('npx storycut init a', made.folder)).toBe('npx storycut plan a/a.storyboard.yaml');
    expect(await follow('npx storycut init', made.path('films'))).toBe(
      'npx storycut plan films.storyboard.yaml',
    );
    const named = { cwd: made.path('films'), main: realpathSync(command) };
    // As `npm run` has it: what it starts finds storycut on PATH, and the terminal doesn't.
    expect(callName({ ...named, path: [bin, path].join(delimiter) })).toBe('npx storycut');
  });

  it('where only its file can be named', async () => {
    const made = await project();
    expect(await follow(`node "${command}" init a`, made.folder)).toBe(
      `node ${command} plan a/a.storyboard.yaml`,
    );
  });

  it('where another storycut is on PATH', async () => {
    const made = await project();
    await writeFile(made.path('other'), '#!/bin/sh\nexit 9\n', { mode: 0o755 });
    const bin = await link(made, 'bin', made.path('other'));
    expect(await follow(`node "${command}" init a`, made.folder, [bin])).toContain(`node ${command} plan`);
  });

  it.each([
    ['storycut', 'npx storycut'],
    ['storycut@0.1.0', 'npx storycut@0.1.0'],
    ['./storycut 0.1.tgz', 'npx --package "./storycut 0.1.tgz" storycut'],
  ])('as npx was asked for it, where npx keeps it for itself: %s', async (asked, name) => {
    const note = JSON.stringify({ _npx: { packages: [asked] } });
    const made = await project({ 'cache/_npx/01ab/package.json': note });
    const main = made.path('cache/_npx/01ab/node_modules/storycut/dist/cli/main.js');
    expect(callName({ cwd: made.folder, path: '', main })).toBe(name);
  });
});

describe('the name is put in', () => {
  it('where a command begins between backticks, and nowhere else', () => {
    const text =
      'Say `storycut run`, or `A=1 B_C=x storycut plan --draft`; not `storycut`, storycut run or `a storycut run`.';
    expect(asTypedHere('`A=b_$(printf %03d 0) storycut run`', { name: 'npx storycut' })).toBe(
      '`A=b_$(printf %03d 0) npx storycut run`',
    );
    expect(asTypedHere(text, { name: 'npx storycut' })).toBe(
      'Say `npx storycut run`, or `A=1 B_C=x npx storycut plan --draft`; not `storycut`, storycut run or `a storycut run`.',
    );
  });

  it('in every message, since each command that one advises stands between backticks', async () => {
    const root = join(import.meta.dirname, '../../src');
    // Comments are for people who read the code; a completion's are for those who install it.
    const code = (await readdir(root, { recursive: true }))
      .filter((file) => file.endsWith('.ts') && !/codes|completion/.test(file))
      .flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n'))
      .filter((line) => !/^\s*(\/?\*|\/\/)/.test(line))
      // The start of a command that is put together: whoever shows it puts the backticks.
      .filter((line) => !line.includes("['storycut run'"));
    const advised = code.filter((line) =>
      /storycut (?:run|plan|init|redo|pick|status|resolve|stitch|show)\b/.test(line),
    );
    const named = advised.map((line) =>
      asTypedHere(line.replaceAll('\\`', '`').replace('${words}', 'A=1'), { name: 'npx storycut' }),
    );
    expect(advised.length).toBeGreaterThan(20);
    expect(named.filter((line) => !line.includes('npx storycut '))).toEqual([]);
  });

  it('in help and usage errors too, but not in what programs read', async () => {
    const made = await project({ 'package.json': '{}' });
    await link(made, 'node_modules/.bin');
    const wrong = await shell('npx storycut plann', made.folder, []);
    expect(wrong.said).toContain('(see `npx storycut --help`)');
    const none = await shell('npx storycut plan --json | grep -F "\\`storycut init\\`" >&2', made.folder, []);
    expect(none.said).toContain('Create one with `storycut init`');
  });
});
