import { animaticKind } from './animatic/kind.ts';
import type { ProviderKind } from './kind.ts';
import { videosApiKind } from './videos-api/kind.ts';

/** All that are built in. */
export const builtInKinds: readonly ProviderKind[] = [animaticKind, videosApiKind];

/** The kind of an entry of the config file that names none. */
export const usualKind = videosApiKind.name;
