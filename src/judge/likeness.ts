import { cellPixels } from './figures.ts';

/** The mean difference of two small pictures, each without its own mean brightness: what moved, not what got lighter. */
export function differenceOf(a: Uint16Array, b: Uint16Array): number {
  const shift = meanOf(a) - meanOf(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0) - shift);
  return a.length === 0 ? 0 : sum / a.length / cellPixels;
}

/** The same, squared: what moves in a small part of the picture counts. */
export function squaredDifference(a: Uint16Array, b: Uint16Array): number {
  const shift = meanOf(a) - meanOf(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0) - shift) ** 2;
  return a.length === 0 ? 0 : sum / a.length / cellPixels ** 2;
}

/** By how much the middle one of all places gets brighter. */
export function medianStep(a: Uint16Array, b: Uint16Array): number {
  const steps = Float32Array.from(a, (cell, i) => (b[i] ?? 0) - cell).sort();
  return (steps[steps.length >> 1] ?? 0) / cellPixels;
}

/** The correlation of their shapes: 1 for the same, 0 for nothing in common. Pictures without shapes are alike. */
export function likenessOf(a: Uint16Array, b: Uint16Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] ?? 0) - meanA;
    const y = (b[i] ?? 0) - meanB;
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  const flat = a.length * cellPixels * cellPixels;
  if (ofA < flat && ofB < flat) return 1;
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}

function meanOf(cells: Uint16Array): number {
  let sum = 0;
  for (const cell of cells) sum += cell;
  return cells.length === 0 ? 0 : sum / cells.length;
}
