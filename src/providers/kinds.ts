import { animaticKind } from './animatic/kind.ts';
import { byteplusKind } from './byteplus/kind.ts';
import { falKind } from './fal/kind.ts';
import { geminiKind } from './gemini/kind.ts';
import type { ProviderKind } from './kind.ts';
import { runwayKind } from './runway/kind.ts';
import { videosApiKind } from './videos-api/kind.ts';

/** All that are built in. */
export const builtInKinds: readonly ProviderKind[] = [
  ...[animaticKind, videosApiKind],
  ...[runwayKind, byteplusKind, falKind, geminiKind],
];

/** The kind of entries of the config file without a `kind`. */
export const usualKind = videosApiKind.name;
