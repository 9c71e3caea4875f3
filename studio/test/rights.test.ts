import { expect, onTestFinished, test } from 'vitest';
import type { Project } from '../../test/rig/project.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, type Machines, machines, on } from './rig/machines.ts';

/** A machine whose user has just the rights that docs/studio.md lists. */
async function granted(): Promise<{ machine: Project } & Pick<Machines, 'rows'>> {
  const { ledger, machine, rows } = await machines();
  const one = await machine();
  expect((await on(one, 'studio', 'queue')).code).toBe(0);
  const role = new URL(ledger).pathname.slice(1).replace('ledger', 'editor');
  await rows(`create role ${role} login`);
  onTestFinished(() => rows(`drop owned by ${role}; drop role ${role}`).then(() => undefined));
  await rows(`grant usage on schema storycut, storycut_orders to ${role};
    grant select, insert, update on all tables in schema storycut to ${role};
    grant execute on all functions in schema storycut to ${role};
    grant select, insert, update, delete on all tables in schema storycut_orders to ${role}`);
  const config = await one.read('config.yaml');
  await one.write('config.yaml', config.replace(ledger, ledger.replace('//storycut@', `//${role}@`)));
  return { machine: one, rows: (text) => rows(text.replace('EDITOR', role)) };
}

test.skipIf(!isLateNode)('a worker whose rights are withdrawn ends and says whom to ask', async () => {
  const { machine, rows } = await granted();
  const worker = machine.start('--config', 'config.yaml', 'worker');
  onTestFinished(() => void worker.child.kill('SIGKILL'));
  await new Promise<void>((resolve) => {
    worker.child.stderr?.on('data', (said: Buffer) => said.includes('Taking films') && resolve());
  });
  await rows(`revoke all on all tables in schema storycut_orders from EDITOR`);
  const { code, stderr } = await worker.ended;
  expect(code, stderr).toBe(3);
  expect(stderr).toMatch(/error\[studio-away\].*can't be used: permission denied/);
  expect(stderr).toContain('Whoever created the ledger can grant this user its rights');
  for (const args of [
    ['studio', 'queue'],
    ['submit', file, '--yes'],
  ]) {
    const refused = await on(machine, ...args);
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining('grant this user its rights'),
    ]);
  }
});

test.skipIf(!isLateNode)('who may not log in is told of the password', async () => {
  const { machine, rows } = await granted();
  await rows(`alter role EDITOR nologin`);
  const refused = await on(machine, 'studio', 'audit');
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('PGPASSWORD')]);
});
