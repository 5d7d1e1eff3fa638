// Charts as SVG: sizes are attributes, colours come from classes, and every chart is a table for those who do not see it.
import {html, svg, nothing} from './lib.js';
import {number} from './ui.js';

const WIDTH = 480;
const LABELS = 150;

/** For readers of screens: the same numbers as a table. */
const asTable = (title, rows, cells) => html`<table class="unseen"><caption>${title}</caption>
  <tbody>${rows.map(row => html`<tr>${cells(row).map((cell, i) => i
    ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`)}</tr>`)}</tbody></table>`;

/** Horizontal bars; rows: {label, value, text, tone}. */
export function bars(title, rows, {format = number} = {}) {
  const most = Math.max(1e-9, ...rows.map(row => row.value));
  const height = rows.length * 30;
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="presentation" aria-hidden="true">${rows.map((row, i) => svg`
      <text class="label" x="0" y=${i * 30 + 19}>${row.label}</text>
      <rect class="bar ${row.tone ?? ''}" x=${LABELS} y=${i * 30 + 5} rx="4" height="20"
        width=${Math.max(2, row.value / most * (WIDTH - LABELS - 80))}></rect>
      <text class="value" x=${LABELS + 8 + Math.max(2, row.value / most * (WIDTH - LABELS - 80))} y=${i * 30 + 19}>${
        row.text ?? format(row.value)}</text>`)}</svg>
    ${asTable(title, rows, row => [row.label, row.text ?? format(row.value)])}</figure>`;
}

/** Lines over a common axis; series: {name, tone, values: [{x: label, y: number}]}. */
export function lines(title, series, {format = number, height = 220} = {}) {
  const points = series[0]?.values ?? [];
  if (points.length === 0) {
    return nothing;
  }
  const most = Math.max(1e-9, ...series.flatMap(one => one.values.map(point => point.y ?? 0)));
  const x = i => 50 + (points.length === 1 ? 0 : i * (WIDTH - 70) / (points.length - 1));
  const y = value => height - 30 - value / most * (height - 50);
  const step = Math.ceil(points.length / 8);
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="presentation" aria-hidden="true">
      ${[0, 0.5, 1].map(part => svg`<line class="grid" x1="50" x2=${WIDTH - 20} y1=${y(most * part)} y2=${y(most * part)}></line>
        <text class="axis end" x="44" y=${y(most * part) + 4}>${format(most * part)}</text>`)}
      ${points.map((point, i) => i % step ? nothing
        : svg`<text class="axis middle" x=${x(i)} y=${height - 8}>${point.x}</text>`)}
      ${series.map((one, n) => svg`<polyline class="line ${one.tone ?? `tone-${n}`}"
        points=${one.values.map((point, i) => `${x(i)},${y(point.y ?? 0)}`).join(' ')}></polyline>
        ${one.values.map((point, i) => svg`<circle class="dot ${one.tone ?? `tone-${n}`}" cx=${x(i)} cy=${y(point.y ?? 0)}
          r="3"><title>${one.name}, ${point.x}: ${format(point.y ?? 0)}</title></circle>`)}`)}</svg>
    ${series.length > 1 ? html`<p class="legend">${series.map((one, n) =>
      html`<span class="${one.tone ?? `tone-${n}`}">${one.name}</span>`)}</p>` : nothing}
    ${asTable(title, points, point => [point.x, ...series.map(one =>
      format(one.values.find(other => other.x === point.x)?.y ?? 0))])}</figure>`;
}
