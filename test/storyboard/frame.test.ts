import { describe, expect, it } from 'vitest';
import { film, meaningOf } from './reading.ts';

describe('the frame', () => {
  const sizeOf = async (format: string): Promise<string> => {
    const { size } = (await meaningOf(film('- id: a\n  prompt: A', `format: ${format}\n`))).format;
    return `${size.width}x${size.height}`;
  };

  it('has its short side from the resolution, and even sides', async () => {
    const sizes = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'].flatMap((aspect) =>
      ['480p', '720p', '1080p', '2160p'].map((resolution) =>
        sizeOf(`{ aspect: "${aspect}", resolution: ${resolution} }`),
      ),
    );
    expect(await Promise.all(sizes)).toEqual([
      '854x480',
      '1280x720',
      '1920x1080',
      '3840x2160',
      '480x854',
      '720x1280',
      '1080x1920',
      '2160x3840',
      '480x480',
      '720x720',
      '1080x1080',
      '2160x2160',
      '640x480',
      '960x720',
      '1440x1080',
      '2880x2160',
      '480x640',
      '720x960',
      '1080x1440',
      '2160x2880',
      '1120x480',
      '1680x720',
      '2520x1080',
      '5040x2160',
    ]);
  });

  it('is exactly what `size` asks for', async () => {
    const { format } = await meaningOf(
      film('- id: a\n  prompt: A', 'format: { size: 1792x1024, fps: 30, fit: crop }\n'),
    );
    expect(format).toEqual({ size: { width: 1792, height: 1024 }, exact: true, fps: 30, fit: 'crop' });
  });

  it('is taken over by outputs that do not say otherwise', async () => {
    const { outputs } = await meaningOf(
      film(
        '- id: a\n  prompt: A',
        'format: { size: 1000x600 }\noutputs: [ { name: a }, { name: b, aspect: "1:1" }, { name: c, resolution: 1080p }, { name: d, size: 64x64, fit: stretch } ]\n',
      ),
    );
    expect(outputs.map(({ size }) => `${size.width}x${size.height}`)).toEqual([
      '1000x600',
      '600x600',
      '1800x1080',
      '64x64',
    ]);
  });

  it('is what the cut and its previews are made as', async () => {
    const { outputs } = await meaningOf(
      film(
        '- id: a\n  prompt: A',
        'format: { fit: blur }\noutputs: [ { name: a }, { name: b, as: webm, fps: 12 }, { name: c, as: gif }, { name: d, as: poster, at: 3.5 }, { name: e, as: contact-sheet, fit: pad } ]\n',
      ),
    );
    expect(outputs).toMatchObject([
      { as: 'mp4', fit: 'blur' },
      { as: 'webm', fps: 12 },
      { as: 'gif' },
      { as: 'poster', at: 3.5 },
      { as: 'contact-sheet', fit: 'pad' },
    ]);
  });
});
