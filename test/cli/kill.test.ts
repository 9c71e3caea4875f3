import { describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';
const longer = film.replaceAll('duration: 1', 'duration: 3');

describe('Ctrl-C', () => {
  it('stops with 130 and says that the same command goes on; it does', async () => {
    const made = await project({ [file]: longer });
    const running = made.start('run');
    await new Promise<void>((resolve) => {
      running.child.stderr?.on('data', (text: string) => {
        if (text.includes('→')) resolve();
      });
    });
    running.child.kill('SIGINT');
    const end = await running.ended;
    expect(end.code, end.stderr).toBe(130);
    expect(end.stderr).toContain('Run the same command to resume');
    expect(await made.run('run')).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
  });
});
