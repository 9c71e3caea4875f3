import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printPhoto, printSize } from '../../src/media/drawing/photo.ts';
import { fitImage } from '../../src/media/fit-image.ts';
import { imageHeader } from '../../src/media/image-header.ts';
import { exif, jpegWith, pngWith, webpWith } from '../rig/exif.ts';
import { type Samples, samples } from '../rig/samples.ts';

/** Shown: blue and green above, white and red below. */
const shown = ['blue', 'green', 'white', 'red'];
const size = { width: 96, height: 64 };
const quarters = `color=s=96x64:c=red,drawbox=w=48:h=32:c=blue:t=fill,drawbox=x=48:w=48:h=32:c=0x00ff00:t=fill,drawbox=y=32:w=48:h=32:c=white:t=fill`;

/** How a picture is stored that is shown by an orientation: ffmpeg's filters that undo it. */
const stored = [
  'null',
  'hflip',
  'hflip,vflip',
  'vflip',
  'transpose=0',
  'transpose=2',
  'transpose=3',
  'transpose=1',
];

let here: Samples;
beforeAll(async () => {
  here = await samples();
});
afterAll(() => here.remove());

async function made(name: string, filters: string, ...args: readonly string[]): Promise<Buffer> {
  await here.ffmpeg(
    '-f',
    'lavfi',
    '-i',
    `${quarters},format=rgb24,${filters}`,
    '-frames:v',
    '1',
    ...args,
    name,
  );
  return readFile(here.path(name));
}

/** The colours in the middle of a photo's quarters. */
async function quartersOf(bytes: Buffer, ground = '#000000'): Promise<readonly string[]> {
  const print = { region: { x: 0, y: 0, ...size }, halvings: 0, ground };
  const pixels = await printPhoto(bytes, print);
  if (!pixels) throw new Error('it is no photo');
  return [16, 48].flatMap((y) =>
    [24, 72].map((x) => {
      const at = 4 * (y * size.width + x);
      return named(pixels.subarray(at, at + 3));
    }),
  );
}

const colours: Readonly<Record<string, string>> = {
  '001': 'blue',
  '010': 'green',
  '111': 'white',
  '100': 'red',
};

const named = (rgb: Uint8Array): string => {
  const extreme = [...rgb].every((part) => part < 12 || part > 243);
  return (extreme && colours[[...rgb].map((part) => (part > 128 ? 1 : 0)).join('')]) || [...rgb].join(' ');
};

describe('a photo is upright', () => {
  it.each(stored.map((filters, i) => [i + 1, filters] as const))(
    'with orientation %i',
    async (value, filters) => {
      const jpeg = await made(`${value}.jpg`, filters, '-pix_fmt', 'yuvj444p', '-q:v', '1');
      const png = await made(`${value}.png`, filters);
      const webp = await made(`${value}.webp`, filters, '-lossless', '1');
      const lying = value >= 5 ? { width: size.height, height: size.width } : size;
      for (const photo of [
        jpegWith(jpeg, exif(value, true)),
        jpegWith(jpeg, exif(value, false)),
        pngWith(png, exif(value, value % 2 === 0)),
        webpWith(webp, exif(value, true), lying),
      ]) {
        expect(imageHeader(photo)?.size).toEqual(size);
        expect(await quartersOf(photo)).toEqual(shown);
      }
    },
  );

  it('also where it is to have the very size that it has: it is drawn anew then', async () => {
    const jpeg = await made('on-its-side.jpg', 'transpose=2', '-pix_fmt', 'yuvj444p', '-q:v', '1');
    const fitted = await fitImage(jpegWith(jpeg, exif(6, true)), size);
    if (!fitted.ok) throw new Error(fitted.error);
    expect(await quartersOf(Buffer.from(fitted.value.bytes))).toEqual(shown);
  });

  it('as stored where EXIF is torn, empty or says what there is not', async () => {
    const jpeg = await made('plain.jpg', 'null', '-pix_fmt', 'yuvj444p', '-q:v', '1');
    const whole = exif(6, true);
    const endless = Buffer.from(whole);
    endless.writeUInt32LE(0xffffffff, 4);
    const many = Buffer.from(whole.subarray(0, 20));
    many.writeUInt16LE(0xffff, 8);
    many.writeUInt16LE(0x0100, 10);
    for (const block of [
      exif(0, true),
      exif(9, false),
      whole.subarray(0, 12),
      Buffer.alloc(26),
      endless,
      many,
    ]) {
      expect(imageHeader(jpegWith(jpeg, block))?.size).toEqual(size);
      expect(await quartersOf(jpegWith(jpeg, block))).toEqual(shown);
    }
  });
});

describe('a photo is shown', () => {
  it('over a ground where it is transparent', async () => {
    const half = `format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(gt(Y,32),255,0)'`;
    const png = await made('alpha.png', half);
    expect(await quartersOf(png)).toEqual(['0 0 0', '0 0 0', 'white', 'red']);
    expect(await quartersOf(png, '#00ff00')).toEqual(['green', 'green', 'white', 'red']);
  });

  it('whatever depth and palette it has', async () => {
    expect(await quartersOf(await made('deep.png', 'format=rgb48be'))).toEqual(shown);
    const few = 'trim=end_frame=1,split[a][b];[a]palettegen[p];[b][p]paletteuse';
    expect(await quartersOf(await made('palette.png', few))).toEqual(shown);
  });

  it('in colours for print, as light', async () => {
    const pixels = await printPhoto(Buffer.from(cmyk, 'base64'), {
      region: { x: 0, y: 0, width: 8, height: 8 },
      halvings: 0,
      ground: '#000000',
    });
    expect(named(pixels?.subarray(0, 3) ?? new Uint8Array())).toBe('red');
  });

  it('smaller by means of four, in whole pixels, also where a side is odd', async () => {
    const png = await made('lines.png', `geq=r='255*mod(X,2)':g=0:b=0,crop=95:63:0:0`);
    const print = { region: { x: 1, y: 0, width: 94, height: 63 }, halvings: 2, ground: '#000000' };
    const pixels = await printPhoto(png, print);
    expect(printSize(print)).toEqual({ width: 24, height: 16 });
    expect(pixels).toHaveLength(24 * 16 * 4);
    // Lines that are one pixel wide are one even red.
    const reds = new Set(Array.from({ length: 20 }, (_, x) => pixels?.[4 * (24 * 8 + x)]));
    expect(reds.size).toBe(1);
    expect([...reds][0]).toBeGreaterThan(120);
    expect([...reds][0]).toBeLessThan(136);
  });

  it('not at all where it is none', async () => {
    const print = { region: { x: 0, y: 0, width: 8, height: 8 }, halvings: 0, ground: '#000000' };
    expect(await printPhoto(Buffer.from('no picture'), print)).toBeUndefined();
  });
});

/** Eight by eight red pixels as cyan, magenta, yellow and key, as print shops want them. */
const cmyk =
  '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AE4YDAnP/9k=';
