/** What was measured, beside the value from which on (or below which) it is a finding. */
export interface JudgedFigure {
  readonly name: string;
  readonly measured: number;
  readonly threshold: number;
  readonly unit: string;
}

/** `frozen 1.5 s (from 1)`: of a figure that is a finding. */
export function figureText({ name, measured, threshold, unit }: JudgedFigure): string {
  const limit = Math.abs(measured) >= threshold ? 'from' : 'below';
  return `${name} ${measured} ${unit} (${limit} ${threshold})`;
}
