import { readFileSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What is sent where a server asks for a password and there is none: it refuses at once, and pg alone would wait for a minute. */
const NONE = 'none';

/** The ledger's address with the user and the password, which are found as PostgreSQL's own programs find them. */
export function addressOf(url: string): string {
  const { env } = process;
  const address = new URL(url);
  const given = address.searchParams;
  const user =
    given.get('user') ?? (decodeURIComponent(address.username) || env.PGUSER || userInfo().username);
  const whose = [
    given.get('host') ?? decodeURIComponent(address.hostname).replace(/^\[(.*)\]$/, '$1'),
    given.get('port') ?? (address.port || env.PGPORT || '5432'),
    decodeURIComponent(address.pathname.slice(1)),
    user,
  ];
  given.set('user', user);
  given.set('password', env.PGPASSWORD || passwordIn(fileOf(env), whose) || NONE);
  return address.href;
}

const fileOf = ({ PGPASSFILE, APPDATA }: NodeJS.ProcessEnv): string => {
  if (PGPASSFILE) return PGPASSFILE;
  return process.platform === 'win32'
    ? join(APPDATA ?? homedir(), 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass');
};

/** Of the first line `host:port:database:user:password` that fits; `*` fits anything, and `\` takes a `:` as it is. */
function passwordIn(file: string, whose: readonly string[]): string | undefined {
  for (const line of linesOf(file)) {
    if (line.startsWith('#')) continue;
    const fields = (line.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? []).map((field) =>
      field.replace(/:$/, '').replaceAll(/\\(.)/g, '$1'),
    );
    const password = fields[whose.length];
    if (password && whose.every((part, n) => fields[n] === '*' || fields[n] === nameInFile(part)))
      return password;
  }
  return undefined;
}

/** A socket's folder is this machine. */
const nameInFile = (part: string): string => (part === '' || part.startsWith('/') ? 'localhost' : part);

function linesOf(file: string): readonly string[] {
  try {
    // As PostgreSQL's programs do: what others can read is no secret.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) return [];
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
