/** What a list of packets tells of a track. */
export interface ListedTrack {
  readonly kind: string;
  readonly packets: number;
  /** Seconds. */
  readonly begin: number;
  readonly end: number;
  /** How long its last packet lasts, and how long most do. */
  readonly last: number;
  readonly step: number;
}

/** Times of a track's packets, in its units. */
interface Times {
  readonly from: number[];
  readonly lengths: number[];
}

/** Reads a list as ffmpeg's `framecrc` writes it: a head for each track, and a line for each packet. */
export function tracksIn(list: string): readonly ListedTrack[] {
  const kinds = new Map([...list.matchAll(/^#media_type (\d+): (\w+)/gm)].map(([, n, kind]) => [n, kind]));
  const units = new Map(
    [...list.matchAll(/^#tb (\d+): (\d+)\/(\d+)/gm)].map(([, n, up, down]) => [n, Number(up) / Number(down)]),
  );
  const tracks = new Map<string, Times>();
  for (const [, n = '', dts, pts, duration] of list.matchAll(
    /^(\d+), *(-?\d+|NOPTS), *(-?\d+|NOPTS), *(\d+),/gm,
  )) {
    // Some containers tell only in which order packets are decoded.
    const at = Number(pts) > -(2 ** 60) ? Number(pts) : Number(dts);
    if (!units.has(n) || !Number.isFinite(at) || Math.abs(at) > 2 ** 60) continue;
    const track = tracks.get(n) ?? { from: [], lengths: [] };
    tracks.set(n, track);
    track.from.push(at);
    track.lengths.push(Number(duration));
  }
  return [...tracks].map(([n, times]) => told(times, units.get(n) ?? 0, kinds.get(n) ?? ''));
}

function told({ from, lengths }: Times, unit: number, kind: string): ListedTrack {
  const counts = new Map<number, number>();
  let [begin, end, step] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const [i, length] of lengths.entries()) {
    const at = from[i] ?? 0;
    begin = Math.min(begin, at);
    end = Math.max(end, at + length);
    counts.set(length, (counts.get(length) ?? 0) + 1);
    if ((counts.get(length) ?? 0) > (counts.get(step) ?? 0)) step = length;
  }
  const said = lengths.at(-1) ?? 0;
  // Where nobody says how long a last picture is shown: as long as the one before it.
  const last = said === 0 && kind === 'video' ? lastGap(from) : said;
  if (said === 0) end += last;
  return {
    ...{ kind, packets: from.length, begin: begin * unit, end: end * unit },
    ...{ last: last * unit, step: step * unit },
  };
}

/** Between the two latest of these times. */
function lastGap(times: readonly number[]): number {
  const latest = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  const before = times.reduce(
    (most, time) => (time < latest ? Math.max(most, time) : most),
    Number.NEGATIVE_INFINITY,
  );
  return Number.isFinite(before) ? latest - before : 0;
}
