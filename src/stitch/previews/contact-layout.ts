import type { Size } from '../../core/frames.ts';
import type { Box } from '../../media/drawing/sheet.ts';

/** The layout of a contact sheet. */
export interface ContactLayout {
  readonly page: Size;
  readonly heading: Box;
  /** In reading order. */
  readonly cells: readonly { readonly picture: Box; readonly label: Box }[];
}

/** With more pictures side by side, they would be too small to make out. */
const mostColumns = 8;
/** Height of a label, as a share of the shorter side of its picture. */
const labelShare = 0.16;

/** Pictures of the page's shape, as large as fit. A page that is too small for this many grows downwards. */
export function layOutContacts(count: number, page: Size): ContactLayout {
  const { columns, picture, label, gap, heading } = largestGrid(count, page);
  const left = Math.floor((page.width - columns * (picture.width + gap) + gap) / 2);
  const top = 2 * gap + heading;
  const cells = Array.from({ length: count }, (_, i) => {
    const x = left + (i % columns) * (picture.width + gap);
    const y = top + Math.floor(i / columns) * (picture.height + label + gap);
    return {
      picture: { x, y, ...picture },
      label: { x, y: y + picture.height, width: picture.width, height: label },
    };
  });
  const bottom = top + Math.ceil(count / columns) * (picture.height + label + gap);
  return {
    page: { width: page.width, height: Math.max(page.height, bottom) },
    heading: { x: left, y: gap, width: page.width - 2 * left, height: heading },
    cells,
  };
}

interface Grid {
  readonly columns: number;
  readonly picture: Size;
  readonly label: number;
  readonly gap: number;
  readonly heading: number;
}

function largestGrid(count: number, page: Size): Grid {
  const grids = Array.from({ length: mostColumns }, (_, i) => gridOf(i + 1, count, page));
  const best = grids.reduce((a, b) => (b.picture.width > a.picture.width ? b : a));
  const least = gridOf(mostColumns, mostColumns, page);
  return best.picture.width < least.picture.width ? least : best;
}

/** A grid with this many columns, and pictures small enough that all rows fit on the page. */
function gridOf(columns: number, count: number, page: Size): Grid {
  const shorter = Math.min(page.width, page.height);
  const gap = Math.max(2, Math.round(shorter / 50));
  const heading = Math.round(shorter / 14);
  const rows = Math.ceil(count / columns);
  const shape = page.height / page.width;
  const across = (page.width - (columns + 1) * gap) / columns;
  const down = (page.height - heading - (rows + 2) * gap) / rows / (shape + labelShare * Math.min(1, shape));
  const width = Math.max(1, Math.floor(Math.min(across, down)));
  const height = Math.max(1, Math.floor(width * shape));
  return {
    columns,
    picture: { width, height },
    label: Math.floor(labelShare * Math.min(width, height)),
    gap,
    heading,
  };
}
