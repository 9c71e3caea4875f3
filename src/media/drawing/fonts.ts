import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TypefaceFontProvider } from 'canvaskit-wasm';
import { canvasKit } from './canvaskit.ts';
import { type Region, slicesFor } from './east-asian.ts';
import type { Face } from './sheet.ts';
import { findSystemFonts } from './system-fonts.ts';

const shipped: Record<Face | 'emoji', readonly string[]> = {
  sans: ['dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'],
  mono: ['dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf'],
  serif: ['dejavu-fonts-ttf/ttf/DejaVuSerif.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf'],
  emoji: ['@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2'],
};

/** Fonts, loaded on first use and then kept. */
export interface Fonts {
  readonly provider: TypefaceFontProvider;
  /** Makes a shipped family available. */
  need(family: Face | 'emoji'): Promise<void>;
  /** Makes available what an East Asian text needs, and returns the names of its families. They have every weight. */
  needEastAsian(text: string, region?: Region): Promise<readonly string[]>;
  /** Makes the system's fonts for other scripts available, and returns the names of their families. */
  needSystem(): Promise<readonly string[]>;
}

let fonts: Promise<Fonts> | undefined;

export function openFonts(): Promise<Fonts> {
  fonts ??= open();
  return fonts;
}

async function open(): Promise<Fonts> {
  const provider = (await canvasKit()).TypefaceFontProvider.Make();
  const require = createRequire(import.meta.url);
  const families = new Map<string, Promise<void>>();
  let system: Promise<readonly string[]> | undefined;
  const load = async (family: string, files: readonly string[]) => {
    for (const file of files) provider.registerFont(await readFile(require.resolve(file)), family);
  };
  const once = (family: string, files: readonly string[]): Promise<void> => {
    const loading = families.get(family) ?? load(family, files);
    families.set(family, loading);
    return loading;
  };
  return {
    provider,
    need: (family) => once(family, shipped[family]),
    async needEastAsian(text, region) {
      const slices = await slicesFor(text, region);
      for (const { family, file } of slices) await once(family, [file]);
      return slices.map(({ family }) => family);
    },
    needSystem() {
      system ??= loadSystem(provider);
      return system;
    },
  };
}

async function loadSystem(provider: TypefaceFontProvider): Promise<readonly string[]> {
  const families: string[] = [];
  for (const file of await findSystemFonts()) {
    const family = `system ${families.length}`;
    provider.registerFont(await readFile(file), family);
    families.push(family);
  }
  return families;
}
