import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { say, says } from '../core/sentence.ts';
import type { Problems } from '../storyboard/problems.ts';
import { clipsIn } from './clips-entry.ts';
import type { StudioEntry, StudioSettings } from './config.ts';

/** The entry `studio` of a config file, and what is wrong with it. `pathOf`: absolute. */
export function studioOf(
  studio: StudioEntry,
  pathOf: (name: string) => string,
  problems: Problems,
): StudioSettings {
  if (hasPassword(studio.ledger)) {
    problems.add({
      severity: 'error',
      code: 'unknown-value',
      path: ['studio', 'ledger'],
      ...says(
        say`The address of the ledger has a password in it.`,
        say`Delete it here, and set PGPASSWORD, or name a password file in PGPASSFILE.`,
      ),
    });
  } else if (!isAddress(studio.ledger)) {
    problems.add({
      severity: 'error',
      code: 'unknown-value',
      path: ['studio', 'ledger'],
      ...says(
        say`The address of the ledger is no address.`,
        say`Write \`postgres://user@host/database\`; in a name, \`%25\` stands for \`%\` and \`%40\` for \`@\`.`,
      ),
    });
  }
  const projects = Object.entries(studio.projects).map(([name, folder]) => [name, pathOf(folder)] as const);
  addOverlaps(projects, problems);
  const { ledger, webhooks } = studio;
  const clips = clipsIn(studio.clips, pathOf, problems);
  const { url } = webhooks ?? {};
  if (url !== undefined && !takesPaths(url)) {
    problems.add({
      severity: 'error',
      code: 'unknown-value',
      path: ['studio', 'webhooks', 'url'],
      ...says(
        say`No path can follow this address of webhooks.`,
        say`Write \`https://host/path\`, without a user name, \`?\` or \`#\`.`,
      ),
    });
  }
  return {
    ...{ ledger, clips, projects: Object.fromEntries(projects) },
    ...(webhooks && {
      webhooks: { ...webhooks, ...(url !== undefined && { url: url.replace(/\/+$/, '') }) },
    }),
  };
}

/** A film in two projects would have two names in the ledger, and two budgets. */
function addOverlaps(projects: readonly (readonly [string, string])[], problems: Problems): void {
  const real = projects.map(([name, folder]) => ({ name, folder: realFolder(folder) }));
  for (const [n, inner] of real.entries()) {
    const outer = real.find(
      (other, m) =>
        m !== n && isWithin(other.folder, inner.folder) && (other.folder !== inner.folder || m < n),
    );
    if (outer === undefined) continue;
    problems.add({
      severity: 'error',
      code: 'unknown-value',
      path: ['studio', 'projects', inner.name],
      ...says(
        say`The project ${{ inner: inner.name }} is in the folder of the project ${{ outer: outer.name }}: its films would be of both.`,
        say`Give each project a folder of its own, or delete one of them.`,
      ),
    });
  }
}

function isWithin(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return !(way === '..' || way.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(way));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function takesPaths(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password, search, hash } = new URL(address);
  return [username, password, search, hash].every((part) => part === '');
}

function hasPassword(ledger: string): boolean {
  if (!URL.canParse(ledger)) return /^[^/]*\/\/[^/]*:[^/]*@/.test(ledger);
  const { password, searchParams } = new URL(ledger);
  return password !== '' || searchParams.has('password');
}

function isAddress(ledger: string): boolean {
  if (!URL.canParse(ledger)) return false;
  try {
    const { username, hostname, pathname } = new URL(ledger);
    return [username, hostname, pathname].map(decodeURIComponent).every((part) => !part.includes('\0'));
  } catch {
    return false;
  }
}
