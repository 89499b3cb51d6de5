// Projects an overview: slides of 1920×1080 that fill any screen, moved with the keyboard or a clicker.
// reveal.js keeps the place, scales and swipes; the keys, the charts and what is decided are ours.

import Reveal from "reveal.js";
import { prepare } from "./charts.js";
import { choose, chooseNext, offerSeries, paint, setNight, toggleAt } from "./dia_grafiek.js";
import { overview } from "./overzicht.js";
import { terPlekke } from "./ter_plekke.js";

const NIGHT = "projectie-donker";
const root = document.querySelector("[data-projectie]");
const body = document.body;
const html = document.documentElement;
const find = (selector) => document.querySelector(selector);
const channel = body.dataset.kanaal && window.BroadcastChannel ? new BroadcastChannel(body.dataset.kanaal) : null;
const painted = new WeakSet();
let deck, all;

const boxOf = (slide) => slide?.querySelector("[data-grafiek]") ?? null;
const current = () => deck.getCurrentSlide();
const slides = () => [...root.querySelectorAll("section.dia")];
const place = () => slides().indexOf(current());
const goTo = (slide) => { const { h, v } = deck.getIndices(slide); deck.slide(h, v); };

const SHORTEST = 4000, EACH = 80; // ms that a notice stands, and for each sign of a longer one

/** A short word at the top of the screen, until the next slide at most. */
function say(text) {
  const place = find("[data-seintje]");
  place.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { place.textContent = ""; }, Math.max(SHORTEST, text.length * EACH));
}

function paintOnce(slide) {
  const box = boxOf(slide);
  if (!box || painted.has(box) || !box.clientWidth) return;
  painted.add(box);
  paint(box);
}

/** First what is seen and what comes next, the rest one by one when there is nothing else to do. */
function paintAll() {
  const all = slides(), at = place();
  const idle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 50));
  const waiting = [...all.slice(at), ...all.slice(0, at).reverse()].filter((slide) => boxOf(slide) && !painted.has(boxOf(slide)));
  const step = () => {
    const slide = waiting.shift();
    if (!slide) return;
    paintOnce(slide);
    idle(step, { timeout: 500 });
  };
  paintOnce(current());
  idle(step, { timeout: 500 });
}

function tell() {
  channel?.postMessage({ op: place(), van: slides().length });
}

function arrived() {
  const all = slides(), at = place();
  say("");
  paintOnce(current());
  paintOnce(all[at + 1]);
  find("[data-positie]").textContent = `${at + 1} van ${all.length}`;
  find("[data-deel]").textContent = current().closest(".deel").dataset.naam;
  find("[data-voortgang]").style.width = `${((at + 1) / all.length) * 100}%`;
  find("[data-lijst]").classList.toggle("op-opening", current().classList.contains("dia-opening"));
  tell();
}

function night(on) {
  document.documentElement.classList.toggle("donker", on);
  localStorage.setItem(NIGHT, on ? "ja" : "");
  setNight(on, root);
  slides().forEach((slide) => { if (boxOf(slide)) painted.delete(boxOf(slide)); });
  paintAll();
}

/** Nothing on the screen, as a clicker asks with 'B' or '.'; any other key brings the slide back. */
function darken(on) {
  html.classList.toggle("zwart", on);
  if (on) say("");
}

async function fullScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    say("Deze browser laat het hele scherm niet toe. De dia’s vullen nu het venster.");
  }
}

/** Back to the page that is read; a file of its own has none. */
function stop() {
  if (body.dataset.pagina) window.location.assign(body.dataset.pagina);
}

function openDialog(id) {
  say(""); // it would stand behind the dialog
  document.getElementById(id).showModal();
}

function fillJumps() {
  const list = find("[data-sprongen]");
  for (const part of root.querySelectorAll("section.deel")) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = part.dataset.naam;
    button.addEventListener("click", () => {
      document.getElementById("sprong").close();
      goTo(part.querySelector("section.dia"));
    });
    item.append(button);
    list.append(item);
  }
  list.addEventListener("keydown", walkJumps);
}

/** The arrows walk through the list of where one can go, from the last to the first. */
function walkJumps(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...find("[data-sprongen]").querySelectorAll("button")];
  all.at((all.indexOf(event.target) + step) % all.length).focus();
  event.preventDefault();
}

const speaker = () => { if (body.dataset.spreker) window.open(body.dataset.spreker, "spreker", "width=1200,height=800"); };
const next = () => deck.next();
const previous = () => deck.prev();
const DEEDS = {
  volgende: next,
  vorige: previous,
  overzicht: () => { say(""); all.open(); },
  help: () => openDialog("help"),
};
const KEYS = {
  ArrowRight: next,
  ArrowLeft: previous,
  ArrowDown: next,
  ArrowUp: previous,
  PageDown: next,
  PageUp: previous,
  " ": next,
  Home: () => goTo(slides()[0]),
  End: () => goTo(slides().at(-1)),
  Escape: DEEDS.overzicht,
  f: fullScreen,
  o: DEEDS.overzicht,
  t: () => openDialog("sprong"),
  b: () => darken(!html.classList.contains("zwart")),
  ".": () => darken(!html.classList.contains("zwart")),
  d: () => night(!document.documentElement.classList.contains("donker")),
  s: speaker,
  c: () => chooseNext(boxOf(current())),
  "?": DEEDS.help,
};

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || find("dialog[open]")) return;
  if ([" ", "Enter"].includes(event.key) && event.target.closest("button, a")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (press(key)) event.preventDefault();
}

/** Do what a key does, and answer whether it does anything. */
function press(key) {
  if (html.classList.contains("zwart") && !["b", "."].includes(key)) darken(false);
  if (/^[0-9]$/.test(key)) toggleAt(boxOf(current()), Number(key));
  else if (KEYS[key]) KEYS[key]();
  else return false;
  return true;
}

/** What is pressed in the window of the speaker is done here; what lies over the slides goes first. */
function onMessage({ data }) {
  if (data.vraag) tell();
  if (!data.toets || document.querySelector("dialog#ter-plekke[open]")) return; // somebody is writing on the slide
  document.querySelectorAll("dialog[open]").forEach((over) => over.close());
  press(data.toets);
}

function listen() {
  document.addEventListener("keydown", onKey);
  find("[data-lijst]").addEventListener("click", ({ target }) => {
    const deed = target.closest("[data-doe]")?.dataset.doe;
    if (DEEDS[deed]) DEEDS[deed]();
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-partij]");
    if (button) choose(button.closest(".grafiek").querySelector("[data-grafiek]"), button.dataset.partij);
  });
  channel?.addEventListener("message", onMessage);
}

/** The bar lies over the stage, as large as the stage is. */
function fit() {
  document.documentElement.style.setProperty("--schaal", deck.getScale());
}

async function start() {
  deck = new Reveal(root, {
    width: 1920,
    height: 1080,
    margin: 0,
    minScale: 0.05,
    maxScale: 6,
    center: false,
    controls: false,
    progress: false,
    keyboard: false,
    help: false,
    overview: false,
    jumpToSlide: false,
    hash: true,
    history: false,
    transition: "none",
    backgroundTransition: "none",
    autoAnimate: false,
    navigationMode: "linear",
    scrollActivationWidth: null,
    viewDistance: 200,
    mobileViewDistance: 200,
  });
  await deck.initialize();
  fillJumps();
  const boxes = [...root.querySelectorAll("[data-grafiek]")];
  await prepare(boxes);
  boxes.forEach(offerSeries);
  all = overview({ slides, current, painted: paintOnce, goTo, stop });
  listen();
  deck.on("slidechanged", arrived);
  deck.on("resize", fit);
  fit();
  const form = terPlekke({ say, slideTitle: () => current().closest(".deel").dataset.naam, slide: current, root, sync: () => deck.sync() });
  if (form) DEEDS.besluit = KEYS.n = form.open;
  arrived();
  if (localStorage.getItem(NIGHT)) night(true);
  else paintAll();
  document.documentElement.classList.add("klaar");
}

document.addEventListener("DOMContentLoaded", start);
