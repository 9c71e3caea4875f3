/** Outlines as SVG paths: feet at y = 0, up is negative, facing right, a camel's hump 94 units high. */

export const camel = [
  'M-40-50C-44-62-36-72-26-74C-18-76-14-92 0-94C12-95 16-80 24-74C32-68 40-62 48-66C58-72 58-88 60-98',
  'C61-106 66-108 72-106L82-102C86-100 86-95 82-94L72-93C68-92 68-86 67-80C64-64 58-52 46-48',
  'C38-46 32-44 28-42C10-38-20-38-32-42C-36-43-38-46-40-50Z',
  'M20-46L36-50L31-24L30 0L23 0L25-22Z',
  'M24-48L38-52L41-26L47 0L40 0L36-24Z',
  'M-41-56L-22-44L-28-24L-26 0L-33 0L-33-24Z',
  'M-41-56L-26-42L-36-24L-40 0L-47 0L-42-24Z',
  'M-39-62C-47-58-48-46-46-36L-43-36C-44-46-42-54-37-57Z',
].join('');

/** Slabs of salt, roped on either side of the hump. */
export const load = 'M-20-80L-4-84L-2-54L-18-50Z M2-85L18-80L18-50L4-53Z';

export const walker = [
  'M-11 0C-13-24-11-42-7-55C-9-62-7-71 0-72C7-71 9-62 7-55C11-42 14-24 12 0Z',
  'M15-66L17-66L20 0L18 0Z',
].join('');

/** A fishing boat with a sail, seen from the side, on a waterline at y = 0. */
export const boat =
  'M-40-10C-20-4 20-4 44-14C38 2 26 8 0 8C-22 8-34 4-40-10Z M-1-8L1-8L1-92L-1-92Z M3-90C26-66 34-40 36-20L3-16Z M-3-80C-16-56-24-36-28-18L-3-16Z';

/** A loaf on its side, 100 units wide, its crust, and the three cuts across it. */
export const loaf = 'M-50-12C-50-34-26-44 0-44C26-44 50-34 50-12C50-3 40 0 0 0C-40 0-50-3-50-12Z';
export const crust = 'M-40-20C-36-34-20-39 0-39C20-39 36-34 40-20C24-27-24-27-40-20Z';
export const cuts = 'M-26-22L-16-37L-12-37L-21-21Z M-4-24L3-39L7-39L1-24Z M17-22L22-36L26-35L22-21Z';

/** A woman in a long robe and headscarf, from behind: robe, scarf, folds of either, staff; 100 units high. */
export const robe =
  'M-5.2-84C-11.1-81-14.1-74-14.8-64C-16.3-46-18.5-24-21.5 0C-8.9 3 10.4 3 22.2 0C18.5-22 17-44 15.5-64C14.8-74 11.8-81 5.9-84Z';
export const scarf =
  'M0-100C-5.9-100-8.1-94-7.4-87C-6.7-82-10.4-79-12.6-74C-6.7-69 7.4-69 13.3-74C11.1-79 7.4-82 8.1-87C8.9-94 5.9-100 0-100Z M4.4-72C8.9-62 10.4-48 8.9-34L3-38C4.4-50 3-62-1.5-72Z';
export const folds =
  'M-8.9-70C-9.6-46-11.8-22-14.8 0L-11.8 1C-9.6-22-8.1-46-7.4-70Z M-1.5-69C-2.2-44-3.7-20-4.4 2L-0.7 2C0-20 0.7-44 0.7-69Z M10.4-70C11.1-46 12.6-22 15.5 0L12.6 1C10.4-22 8.9-46 8.9-70Z';
export const staff = 'M20-78L21.5-78L26.6 1L24.8 1Z';
