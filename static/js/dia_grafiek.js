// The chart on a slide: dark or light, its series on and off, and one corporation instead of all together.

import { figureOf, redraw } from "./charts.js";
import { dark, darkened } from "./donker.js";

const state = new WeakMap(); // box → {hidden: names of series, all: the figure of all together}
let night = false;

const stateOf = (box) => state.get(box) ?? state.set(box, { hidden: new Set(), all: figureOf(box) }).get(box);
const colourOf = (trace) => [trace.marker?.color, trace.line?.color];

/** The series that stand in the legend, each with the traces that draw it. */
function seriesOf(box) {
  const keys = [...box.closest(".grafiek").querySelectorAll("[data-reeks]")];
  const traces = figureOf(box).data;
  return keys.map((key) => {
    const name = key.dataset.reeks;
    const colour = key.querySelector("rect").dataset.licht ?? key.querySelector("rect").getAttribute("fill");
    const named = traces.flatMap((trace, at) => (trace.name === name ? [at] : []));
    const coloured = traces.flatMap((trace, at) => (colourOf(trace).includes(colour) ? [at] : []));
    return { key, name, traces: named.length ? named : coloured };
  }).filter((series) => series.traces.length);
}

/** What stands at a place of the axis: each series that is seen, and what is stacked of them. */
function seenAt(data, place) {
  const shown = data.filter((trace) => trace.visible !== false);
  const values = shown.map((trace) => trace.y?.[place]).filter((value) => typeof value === "number");
  const stacks = new Map();
  for (const trace of shown.filter((each) => each.type === "bar")) {
    const group = trace.offsetgroup ?? "";
    stacks.set(group, (stacks.get(group) ?? 0) + (trace.y?.[place] ?? 0));
  }
  return [...values, ...stacks.values()];
}

/** A value that is written beside a mark goes with the mark. */
function withoutLoose(annotations, data) {
  const loose = ({ x, y, xref }) => xref !== "paper" && typeof x === "number" && typeof y === "number";
  const stays = (note) => seenAt(data, Math.round(note.x)).some((value) => Math.abs(value - note.y) < 1e-6);
  return annotations.filter((note) => !loose(note) || stays(note));
}

function changeOf(box) {
  const { hidden } = stateOf(box);
  const off = new Set(hidden.size ? seriesOf(box).filter(({ name }) => hidden.has(name)).flatMap(({ traces }) => traces) : []);
  return ({ data, layout }) => {
    layout.hoverlabel = { ...layout.hoverlabel, font: { size: layout.font.size } };
    if (off.size) {
      data.forEach((trace, at) => { if (off.has(at)) trace.visible = false; });
      layout.annotations = withoutLoose(layout.annotations ?? [], data);
    }
    return night ? darkened({ data, layout }) : { data, layout };
  };
}

export function paint(box) {
  if (box) redraw(box, { change: changeOf(box) });
}

/** Make the keys of a legend that draw something into switches. */
export function offerSeries(box) {
  const series = seriesOf(box);
  if (series.length < 2) return;
  for (const { key, name } of series) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(...key.childNodes);
    button.addEventListener("click", () => toggle(box, name));
    key.append(button);
  }
}

function toggle(box, name) {
  const { hidden } = stateOf(box);
  if (!hidden.delete(name)) hidden.add(name);
  for (const { key, name: each } of seriesOf(box)) {
    key.querySelector("button")?.setAttribute("aria-pressed", String(!hidden.has(each)));
  }
  paint(box);
}

/** The nth series on or off; 0: all of them on. */
export function toggleAt(box, number) {
  if (!box) return;
  const series = seriesOf(box);
  if (series.length < 2) return;
  if (number > 0 && series[number - 1]) toggle(box, series[number - 1].name);
  if (number === 0) [...stateOf(box).hidden].forEach((name) => toggle(box, name));
}

/** The finding is about all together: of one corporation the slide says what is drawn. */
function entitle(chart, title) {
  const heading = chart.closest("section").querySelector("h2");
  heading.dataset.samen ??= heading.textContent;
  heading.textContent = title ?? heading.dataset.samen;
  for (const text of chart.closest("section").querySelectorAll(".ondertitel, .tekst, .noot")) text.classList.toggle("weg", Boolean(title));
}

/** Show one corporation, or ('') all together. */
export function choose(box, partij) {
  const chart = box.closest(".grafiek");
  const { all, hidden } = stateOf(box);
  const own = partij && document.getElementById(`${box.dataset.grafiek}-${partij}`);
  hidden.clear();
  for (const button of chart.querySelectorAll("[data-partij]")) {
    const chosen = button.dataset.partij === partij;
    button.setAttribute("aria-pressed", String(chosen));
    if (chosen) entitle(chart, button.dataset.titel);
  }
  const legend = chart.querySelector(".legenda");
  if (legend) {
    legend.hidden = Boolean(partij);
    legend.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", "true"));
  }
  redraw(box, { figure: own ? JSON.parse(own.textContent) : all, change: changeOf(box) });
}

export function chooseNext(box) {
  const buttons = [...(box?.closest(".grafiek").querySelectorAll("[data-partij]") ?? [])];
  if (!buttons.length) return;
  const at = buttons.findIndex((button) => button.getAttribute("aria-pressed") === "true");
  choose(box, buttons[(at + 1) % buttons.length].dataset.partij);
}

/** Light or dark, for the keys of the legends too; the drawings follow when they are painted. */
export function setNight(on, root) {
  night = on;
  for (const rect of root.querySelectorAll(".legenda rect")) {
    rect.dataset.licht ??= rect.getAttribute("fill");
    rect.setAttribute("fill", on ? dark(rect.dataset.licht) : rect.dataset.licht);
  }
}
