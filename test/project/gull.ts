import { expect } from 'vitest';
import { type Project, project } from '../rig/project.ts';

export const file = 'film.storyboard.yaml';

/** A film of one captioned second; `more`: lines at its top. */
export const gullFilm = (caption = 'A gull', more = ''): string => `storyboard: 1
title: ${caption}
format: { size: 320x180, fps: 12 }
${more}scenes:
  - id: sea
    segments:
      - { id: gull, prompt: A gull, duration: 1, caption: ${caption} }
`;

/** A project with a film that is cut. */
export async function cutFilm(film: string): Promise<Project> {
  const made = await project({ [file]: film });
  expect(await made.did('run')).toMatchObject({ code: 0 });
  return made;
}

/** Calls a command that has to succeed. */
export async function good(made: Project, ...args: readonly string[]): Promise<void> {
  const said = await made.call(...args);
  expect(said, said.stderr).toMatchObject({ code: 0 });
}

/** Calls a command that has to be refused for this; what it tells. */
export async function refusedFor(code: string, made: Project, args: readonly string[]): Promise<string> {
  const said = await made.call(...args);
  expect(said, said.stderr).toMatchObject({ code: 2, stdout: '' });
  expect(said.stderr).toContain(`error[${code}]`);
  return said.stderr;
}
