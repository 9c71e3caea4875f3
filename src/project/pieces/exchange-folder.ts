import { join } from 'node:path';
import type { ClipsFolder } from '../../config/config.ts';

/** Where the machines of a studio hand each other pieces of cuts. */
export const exchangeFolder = ({ folder }: ClipsFolder): string => join(folder, 'pieces');
