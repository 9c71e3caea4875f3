import { describe, expect, it } from 'vitest';
import { typeset } from '../../src/media/drawing/typeset.ts';
import { project } from '../rig/project.ts';

const photo = (width: number, height: number, color: string) =>
  typeset({
    size: { width, height },
    background: color,
    items: [{ kind: 'fill', box: { x: width / 4, y: height / 4, width: 20, height: 20 }, color: '#ffffff' }],
  });

const album = `storyboard: 1
title: Album
format: { size: 320x180 }
duration: 1
scenes:
  - id: album
    segments:
      - { id: house, file: house.png, move: push-in, transition: 0.5 }
      - { id: aunt, file: aunt.png, move: tilt-up, duration: 1.5 }
      - { id: dog, file: aunt.png }
      - { id: fin, card: { text: Fin, image: house.png, move: pull-out } }
`;

describe('a film of stills', () => {
  it('is planned, made and handed over without a provider, a price or a job', async () => {
    const made = await project({
      'album.storyboard.yaml': album,
      'house.png': await photo(800, 600, '#803020'),
      'aunt.png': await photo(600, 800, '#205080'),
    });
    const planned = await made.call('plan');
    expect(planned.code, planned.stderr).toBe(0);
    expect(planned.stdout).toContain('house.png push-in');
    expect(planned.stdout).toContain('aunt.png still');
    expect(planned.stdout).toContain('card over house.png pull-out');
    expect(planned.stdout).toContain('0:04.00');
    expect(planned.stdout).toContain('Nothing to make');
    // Only the one that is held has bars that nobody asked for.
    expect(planned.stderr.match(/warning\[clip-fitted\]/g)).toHaveLength(1);
    expect(planned.stderr).toContain('{ id: dog, file: aunt.png }');

    const run = await made.call('run', '--yes');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toBe('album.mp4\n');
    const again = await made.call('run', '--yes');
    expect(again.code, again.stderr).toBe(0);

    expect((await made.call('export', '--format', 'edl')).stdout).toContain('* MOVE: push-in');
    expect((await made.call('export', '--format', 'fcpxml')).stdout).toContain('value="move: tilt-up"');
    const otio = JSON.parse((await made.call('export')).stdout);
    const [first] = otio.tracks.children[0].children;
    expect(first.media_references.DEFAULT_MEDIA).toMatchObject({
      name: 'house.png',
      metadata: { storycut: { move: 'push-in' } },
    });
  });

  it('never writes a film over one of its pictures', async () => {
    const made = await project({
      'album.storyboard.yaml': album.replaceAll('house.png', 'house.mp4'),
      'house.mp4': await photo(800, 600, '#803020'),
      'aunt.png': await photo(600, 800, '#205080'),
    });
    const run = await made.call('run', '--yes', '--output', 'house.mp4');
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toContain('error[output-is-footage]');
  });
});
