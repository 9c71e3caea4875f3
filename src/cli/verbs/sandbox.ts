import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { textWithin } from '../../core/read-bounded.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { billText } from '../../report/bill-text.ts';
import type { Fault } from '../../sandbox/fault.ts';
import { readFaults } from '../../sandbox/read-faults.ts';
import { type Sandbox, serveSandbox } from '../../sandbox/serve.ts';
import type { ServedService } from '../../sandbox/services.ts';
import { exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { rehearsalHint } from '../rehearsal-hint.ts';
import { commandSettings } from '../rehearsed-by.ts';
import { runCommand } from '../run-command.ts';
import { withListOf } from '../stand-in-list.ts';
import { quietWorld } from '../world.ts';

export interface SandboxFlags {
  readonly service?: ServedService | undefined;
  readonly dialect?: ServedService | undefined;
  readonly port?: number | undefined;
  readonly speed: number;
  readonly fault?: readonly string[] | undefined;
  readonly faults?: string | undefined;
  readonly footage: 'animatic' | 'colour';
  readonly requestsPerMinute?: number | undefined;
}

/** Runs until it is stopped, or until `command` has ended; its exit code is then ours. */
export async function sandbox(
  output: Terminal,
  command: readonly string[],
  flags: SandboxFlags,
): Promise<number> {
  const faults = await orderedFaults(flags);
  if (!faults.ok) return refuse(output, { why: 'input', diagnostics: faults.error });
  const world = quietWorld(output);
  const tools = await world.tools();
  if (!tools.ok) return refuse(output, { why: 'environment', diagnostics: [tools.error] });
  const folder = await mkdtemp(join(tmpdir(), 'storycut-sandbox-'));
  try {
    const { port, speed, footage, requestsPerMinute } = flags;
    const service = flags.service ?? flags.dialect ?? 'openai';
    const served = await serveSandbox({
      ...{ service, speed, footage, folder, tools: tools.value, clock: world.clock, faults: faults.value },
      ...(port === undefined ? {} : { port }),
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    });
    try {
      const settings = commandSettings(served, output.config());
      const code =
        command.length === 0
          ? await serve(served, output)
          : await runCommand(command, await withListOf({ served, settings, folder }, output));
      output.tell(billText(served.ledger));
      return code;
    } finally {
      await served.close();
    }
  } catch (error) {
    const diagnostic = notStarted(error);
    if (!diagnostic) throw error;
    return refuse(output, { why: 'environment', diagnostics: [diagnostic] });
  } finally {
    // An ffmpeg that was stopped may still write its last bytes.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Bytes. */
const longestFaults = 1 << 20;

async function orderedFaults(flags: SandboxFlags): Promise<Result<readonly Fault[], readonly Diagnostic[]>> {
  const read = [readFaults((flags.fault ?? []).join('\n'), '--fault')];
  if (flags.faults !== undefined) {
    const text = await textWithin(flags.faults, longestFaults).catch(() => undefined);
    if (text === undefined) return err([unreadable(flags.faults)]);
    read.push(readFaults(text, flags.faults));
  }
  const problems = read.flatMap((one) => (one.ok ? [] : one.error));
  return problems.length > 0 ? err(problems) : ok(read.flatMap((one) => (one.ok ? one.value : [])));
}

/** Until Ctrl-C, the normal end of a server. */
async function serve(served: Sandbox, output: Terminal): Promise<number> {
  output.result(served.url);
  output.tell(rehearsalHint(served));
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  return exit.good;
}

const unreadable = (file: string): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  ...says(say`${{ file }} can't be read.`),
});

/** A port in use, or a command that doesn't exist: problems that the user can fix. */
function notStarted(error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  const said = String(error.syscall);
  if (said !== 'listen' && !said.startsWith('spawn')) return undefined;
  const listening = said === 'listen';
  return {
    severity: 'error',
    code: 'sandbox-not-started',
    ...says(
      error.code === 'ENOENT'
        ? say`There is no command ${{ cause: said.replace(/^spawn /, '') }}.`
        : say`${listening ? "The sandbox can't listen" : "The command can't be started"}: ${{ cause: error.message }}.`,
      listening
        ? say`Leave out --port to use a free one.`
        : say`The command follows \`--\`, as in \`storycut sandbox -- storycut run\`.`,
    ),
  };
}
