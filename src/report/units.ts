import { dollars } from '../core/money.ts';

/** `$1.20`; nothing is `free`, or what `none` says. */
export const money = (amount: number, none = 'free'): string => (amount === 0 ? none : dollars(amount));

/** A place in the film: `0:07.50`, in minutes, seconds and hundredths. */
export function clockTime(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const minutes = Math.floor(hundredths / 6000);
  const rest = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0');
  return `${minutes}:${rest}`;
}

/** A waiting time: `4 s`, `3 min`, `2 h 10 min`. */
export function waiting(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `about 40 s left`, no more precise than the estimate is. */
export function timeLeft(seconds: number): string {
  if (seconds < 1) return 'under 1 s left';
  const step = seconds < 10 ? 1 : seconds < 30 ? 5 : seconds < 90 ? 10 : 60;
  return `about ${waiting(Math.ceil(seconds / step) * step)} left`;
}

/** `8 s`, `7.5 s`: footage, to the hundredth. */
export const footage = (seconds: number): string => `${Number(seconds.toFixed(2))} s`;

/** `900 B`, `4.2 MB`, `17 GB`. */
export function fileSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < sizes.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${Number(size < 9.95 ? size.toFixed(1) : size.toFixed(0))} ${sizes[unit]}`;
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1 job`, `2 jobs`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
