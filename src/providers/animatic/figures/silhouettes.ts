import type { FigureForm } from '../../../sketch/sketch.ts';
import { animals } from './animals.ts';
import type { Silhouette } from './parts.ts';
import { people } from './people.ts';
import { things } from './things.ts';
import { vehicles } from './vehicles.ts';

export const silhouettes: Readonly<Record<FigureForm, Silhouette>> = {
  ...people,
  ...animals,
  ...vehicles,
  ...things,
};
