// Small charts of the last minutes, as SVG made node by node.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 180;
const HEIGHT = 34;

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

/**
 * A line over time. `points` are [milliseconds, value], the oldest first; `span` is the width of the chart in
 * milliseconds, so that a chart that has just begun does not look like one of ten minutes.
 */
export function sparkline(points, span, label) {
  const chart = svg('svg', {
    class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label,
  });
  chart.append(svg('line', { class: 'base', x1: 0, x2: WIDTH, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5 }));
  if (points.length < 2) {
    return chart;
  }
  const end = points[points.length - 1][0];
  const most = Math.max(...points.map(([, value]) => value), 0);
  const x = (at) => (WIDTH * (1 - (end - at) / span)).toFixed(1);
  const y = (value) => (HEIGHT - 1 - (most === 0 ? 0 : (value / most) * (HEIGHT - 4))).toFixed(1);
  const line = points.map(([at, value]) => `${x(at)},${y(value)}`).join(' ');
  chart.append(svg('polygon', {
    class: 'area', points: `${x(points[0][0])},${HEIGHT} ${line} ${x(end)},${HEIGHT}`,
  }));
  chart.append(svg('polyline', { class: 'line', points: line }));
  return chart;
}

/** Differences of a growing figure, per second; what runs backwards began anew. */
export function rates(samples, read) {
  const points = [];
  for (let i = 1; i < samples.length; i++) {
    const seconds = (samples[i].at - samples[i - 1].at) / 1000;
    const now = read(samples[i]);
    const before = read(samples[i - 1]);
    if (seconds > 0 && now !== undefined && before !== undefined) {
      points.push([samples[i].at, Math.max(0, now - before) / seconds]);
    }
  }
  return points;
}
