import { readdir } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** Where systems keep fonts for scripts that ours lack. Those fonts are too large to ship. */
const systemFonts: Partial<Record<NodeJS.Platform, { folders: readonly string[]; names: RegExp }>> = {
  linux: {
    folders: ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')],
    names: new RegExp(
      '^(NotoSans(Mono)?CJK.*Regular|NotoSans(SC|JP|KR).*Regular|wqy-.*|DroidSansFallback.*|unifont.*' +
        '|NotoSans(Devanagari|Bengali|Gujarati|Gurmukhi|Kannada|Malayalam|Tamil|Telugu|Sinhala)(-Regular|\\[.*)' +
        '|NotoSans(Thai|Khmer|Myanmar|Ethiopic)(-Regular|\\[.*))\\.(ttc|otf|ttf)$',
      'i',
    ),
  },
  darwin: {
    folders: ['/System/Library/Fonts', '/System/Library/Fonts/Supplemental', '/Library/Fonts'],
    names: /^(Arial Unicode|Hiragino Sans GB|AppleSDGothicNeo|STHeiti Light|Kohinoor|Thonburi)\.(ttf|ttc)$/i,
  },
  win32: {
    folders: ['C:\\Windows\\Fonts'],
    names: /^(msyh|YuGothR|msgothic|malgun|Nirmala|LeelawUI|seguisym)\.(ttf|ttc)$/i,
  },
};

let found: Promise<readonly string[]> | undefined;

/** Paths of the system fonts that would be used. The look of text depends on nothing else on the machine. */
export function findSystemFonts(): Promise<readonly string[]> {
  found ??= searchFonts();
  return found;
}

async function searchFonts(): Promise<readonly string[]> {
  const places = systemFonts[platform()];
  if (!places) return [];
  const files: string[] = [];
  for (const folder of places.folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const fitting = entries.filter((entry) => entry.isFile() && places.names.test(entry.name));
    files.push(...fitting.slice(0, 20).map((entry) => join(entry.parentPath, entry.name)));
  }
  return files.toSorted();
}
