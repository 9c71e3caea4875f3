// Draws how things grow: lines over logarithmic axes, as SVG.

const width = 420;
const height = 300;
const edge = { left: 56, right: 24, top: 34, bottom: 40 };
const colours = ['#0b6e4f', '#c8553d', '#3d5a98', '#8a6d1f', '#7a3b7e', '#555555'];

/**
 * Panels side by side: each has a title and its own axis upwards; all have the axis `x` to the right. A series is a name and
 * points `{ x, [panel.of] }`; where it has no value, its line ends.
 */
export function svgOf({ title, x, panels, series }) {
  const named = series.map((one, i) => ({ ...one, colour: colours[i % colours.length] }));
  const whole = { width: panels.length * width, height: height + 24 + 18 * Math.ceil(series.length / 3) };
  const drawn = panels.map((panel, i) => group(i * width, 0, panelOf(panel, x, named)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole.width} ${whole.height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${whole.width}" height="${whole.height}" fill="#ffffff"/>`,
    ...drawn,
    ...named.map((one, i) => legend(one, i, whole.width / 3)),
    '</svg>\n',
  ].join('\n');
}

function panelOf({ title, of }, x, series) {
  const points = series.flatMap((one) => one.points.filter((point) => point[of] > 0));
  const across = scaleOf(
    points.map((point) => point.x),
    edge.left,
    width - edge.right,
  );
  const up = scaleOf(
    points.map((point) => point[of]),
    height - edge.bottom,
    edge.top,
  );
  return [
    text(edge.left, 18, title, 'font-weight="bold"'),
    ...up.ticks.flatMap((tick) => [
      line(edge.left, up.at(tick), width - edge.right, up.at(tick)),
      text(edge.left - 6, up.at(tick) + 4, number(tick), 'text-anchor="end"'),
    ]),
    ...across.ticks.flatMap((tick) => [
      line(across.at(tick), edge.top, across.at(tick), height - edge.bottom),
      text(across.at(tick), height - edge.bottom + 16, number(tick), 'text-anchor="middle"'),
    ]),
    text((edge.left + width - edge.right) / 2, height - 8, x, 'text-anchor="middle"'),
    ...series.map(({ colour, points }) => {
      const places = points
        .filter((point) => point[of] > 0)
        .map((point) => [across.at(point.x), up.at(point[of])].map((value) => value.toFixed(1)));
      const dots = places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="2.5" fill="${colour}"/>`);
      const path = places.map((place) => place.join(',')).join(' ');
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
    }),
  ].join('\n');
}

/** A logarithmic scale over all values, from a tick to a tick: 1, 2 or 5 times a power of ten. */
function scaleOf(values, from, to) {
  const ticks = ticksAround(Math.min(...values), Math.max(...values));
  const [low, high] = [Math.log(ticks[0]), Math.log(ticks.at(-1))];
  return { ticks, at: (value) => from + ((Math.log(value) - low) / (high - low)) * (to - from) };
}

function ticksAround(least, most) {
  const steps = most / least > 1000 ? [1] : [1, 2, 5];
  const all = [];
  for (let power = -4; power <= 7; power++) for (const step of steps) all.push(step * 10 ** power);
  const first = all.findLastIndex((tick) => tick <= least * 1.000001);
  const last = all.findIndex((tick) => tick >= most * 0.999999);
  return all.slice(first, Math.max(last, first + 1) + 1);
}

const number = (value) => (value < 1 ? String(Number(value.toPrecision(2))) : value.toLocaleString('en'));

const legend = ({ name, colour }, i, each) =>
  group(
    edge.left + (i % 3) * each,
    height + 20 + 18 * Math.floor(i / 3),
    `<rect y="-9" width="12" height="4" fill="${colour}"/>${text(18, -3, name)}`,
  );

const line = (x1, y1, x2, y2) =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#dddddd"/>`;

const text = (x, y, words, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="#333333" ${more}>${escaped(words)}</text>`;

const group = (x, y, content) => `<g transform="translate(${x} ${y})">\n${content}\n</g>`;

const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
