import { join } from 'node:path';
import type { StudioSettings } from '../../config/config.ts';

/** Where the machines of a studio hand each other pieces of cuts. */
export const exchangeFolder = ({ clips }: Pick<StudioSettings, 'clips'>): string => join(clips, 'pieces');
