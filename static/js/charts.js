// Draws the figures of the page. Each [data-grafiek] box names a json_script block with {data, layout, smal, klik};
// klik holds, per series of data and per point of it, the address that a click leads to ("" leads nowhere).
// The box decides the size: its height and font size come from the stylesheet, so nothing shifts and slides scale.

import { offerPictures } from "./plaatjes.js";

const NARROW = 620;
const PROJECTED = "[data-projectie]"; // there the slides say when what is drawn
// so far from its middle, in pixels, a click still is on a mark
const MARK = 9;
// the room on A4; the stylesheet gives a box on paper the same height, and says it in --papier where it is another
const PAPER = [670, 300];
const CONFIG = {
  locale: "nl",
  displaylogo: false,
  modeBarButtonsToRemove: ["sendChartToCloud", "select2d", "lasso2d", "toggleSpikelines", "toImage"], // a picture has its title in it: see plaatjes.js
};
const DUTCH = {
  moduleType: "locale",
  name: "nl",
  dictionary: {
    Autoscale: "Passend maken",
    Pan: "Schuiven",
    Reset: "Terug naar begin",
    "Reset axes": "Assen terugzetten",
    Zoom: "Inzoomen",
    "Zoom in": "Inzoomen",
    "Zoom out": "Uitzoomen",
    "Double-click to zoom back out": "Dubbelklik om weer uit te zoomen",
    "Click to enter": "Klik om in te vullen",
    "trace": "reeks",
  },
  format: {
    days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    shortDays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    months: [
      "januari", "februari", "maart", "april", "mei", "juni",
      "juli", "augustus", "september", "oktober", "november", "december",
    ],
    shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    periods: ["", ""],
    dateTime: "%e %B %Y %H:%M",
    date: "%d-%m-%Y",
    time: "%H:%M:%S",
    decimal: ",",
    thousands: ".",
    grouping: [3],
    currency: ["€ ", ""],
    year: "%Y",
    month: "%b %Y",
    dayMonth: "%e %b",
    dayMonthYear: "%e %b %Y",
  },
};

const figures = new Map();
const drawnSize = new WeakMap();
const changes = new WeakMap();

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function merged(layout, extra = {}) {
  const result = { ...layout };
  for (const [name, value] of Object.entries(extra)) {
    result[name] = Array.isArray(value) || typeof value !== "object" ? value : { ...layout[name], ...value };
  }
  return result;
}

function layoutFor(figure, width, height, fontSize) {
  const layout = merged(figure.layout, width < NARROW ? figure.smal : {});
  return { ...layout, template: figures.template, width, height, font: { size: fontSize } };
}

/** What a box draws: {data, layout, smal, klik}. */
export const figureOf = (box) => figures.get(box);

/** Draw something else in this box, or the same in another way: `change` gets and gives {data, layout}. */
export function redraw(box, { figure = figures.get(box), change = changes.get(box) } = {}) {
  figures.set(box, figure);
  changes.set(box, change);
  drawnSize.delete(box);
  if (box.classList.contains("getekend")) window.Plotly.Fx.unhover(box);
  draw(box);
}

const paperOf = (box) => [PAPER[0], Number(getComputedStyle(box).getPropertyValue("--papier")) || PAPER[1]];

/** Draw or redraw the figure of a box at its present size, or at the size that it gets on paper. */
export function draw(box, onPaper = false) {
  const [width, height] = onPaper ? paperOf(box) : [box.clientWidth, box.clientHeight];
  const fontSize = Math.round(Number.parseFloat(getComputedStyle(box).fontSize) * 10) / 10;
  const size = `${width}×${height}×${fontSize}`;
  if (!width || !height || drawnSize.get(box) === size) return;
  drawnSize.set(box, size);
  const figure = figures.get(box);
  // Plotly writes into what it is given: every drawing gets a copy of its own
  const own = structuredClone({ data: figure.data, layout: layoutFor(figure, width, height, fontSize) });
  const { data, layout } = changes.get(box)?.(own) ?? own;
  window.Plotly.react(box, data, layout, { ...CONFIG });
  // the box carries the summary in words; without this a screen reader would spell out every tick of the axes
  box.querySelectorAll("svg.main-svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
  if (!box.classList.contains("getekend")) leadToPassport(box);
  box.classList.toggle("klikbaar", leadsSomewhere(figure));
  box.classList.add("getekend");
}

const leadsSomewhere = (figure) => Boolean(figure.klik?.some((points) => points.some(Boolean)));

/** A click leads to where the figure under it comes from; the table under the chart has the same links. */
function leadToPassport(box) {
  // an area of a map is hit as a whole, without a point
  const addressOf = ({ curveNumber, pointNumber }) => figures.get(box).klik?.[curveNumber]?.[pointNumber ?? 0];
  box.on("plotly_click", ({ points, event }) => {
    if (!leadsSomewhere(figures.get(box))) return;
    const address = addressOf(nearest(box, points.filter(addressOf), event) ?? {});
    // what is projected stays on the screen
    if (address && box.closest(PROJECTED)) window.open(address, "_blank", "noopener");
    else if (address) window.location.assign(address);
  });
}

/** Of the points in a column, the part that was hit, or else the one that lies nearest to the pointer. */
function nearest(box, points, event) {
  if (points.length < 2) return points[0];
  const frame = box.getBoundingClientRect();
  const scale = frame.width / box.offsetWidth || 1; // slides are scaled to the screen
  const [x, y] = [(event.clientX - frame.left) / scale, (event.clientY - frame.top) / scale];
  const far = new Map(points.map((point) => [point, distance(drawnAs(box, point), point, x, y)]));
  // what is drawn later lies on top: of two that are as near it is the one that one sees
  return points.sort((a, b) => far.get(a) - far.get(b) || b.curveNumber - a.curveNumber)[0];
}

function drawnAs(box, { curveNumber, pointNumber }) {
  return box.calcdata[curveNumber][pointNumber];
}

/** How far the pointer is from what is drawn of a point, in pixels: 0 within a bar, or on a mark. */
function distance(drawn, { xaxis, yaxis, data }, x, y) {
  const outside = (place, ends) => Math.max(Math.min(...ends) - place, place - Math.max(...ends), 0);
  const across = (place) => xaxis.c2p(place) + xaxis._offset;
  const up = (place) => yaxis.c2p(place) + yaxis._offset;
  if (data.type !== "bar") return Math.max(Math.hypot(x - across(drawn.x), y - up(drawn.y)) - MARK, 0);
  const bar = [outside(x, [across(drawn.p0), across(drawn.p1)]), outside(y, [up(drawn.b), up(drawn.b + drawn.s)])];
  return Math.hypot(...bar);
}

/** First what is in view, the rest when the browser has nothing else to do. */
function drawWhenSeen(boxes) {
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      seen.unobserve(target);
      draw(target);
    }),
    { rootMargin: "200px" },
  );
  boxes.forEach((box) => seen.observe(box));
  const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 300));
  boxes.forEach((box) => whenIdle(() => draw(box)));
}

function redrawOnResize(boxes) {
  const resized = new ResizeObserver((entries) => {
    requestAnimationFrame(() => entries.filter(({ target }) => drawnSize.has(target)).forEach(({ target }) => draw(target)));
  });
  boxes.forEach((box) => resized.observe(box));
  window.addEventListener("beforeprint", () => boxes.forEach((box) => draw(box, true)));
  window.addEventListener("afterprint", () => boxes.forEach((box) => draw(box)));
}

/** Read the figures of these boxes, so that they can be drawn. */
export async function prepare(boxes) {
  window.Plotly.register(DUTCH);
  figures.template = read("grafiek-sjabloon");
  boxes.forEach((box) => figures.set(box, read(box.dataset.grafiek)));
  await document.fonts.ready;
}

async function start() {
  const boxes = [...document.querySelectorAll("[data-grafiek]")];
  if (!boxes.length || !window.Plotly || document.querySelector(PROJECTED)) return;
  const ready = prepare(boxes);
  boxes.forEach((box) => offerPictures(box, figures.get(box), figures.template));
  await ready;
  drawWhenSeen(boxes);
  redrawOnResize(boxes);
}

// the script of Plotly is deferred and stands after this module: both have run when the document is ready
document.addEventListener("DOMContentLoaded", start);
