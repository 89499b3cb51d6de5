// The window of the speaker: this slide, the next one, what to tell, and the time. The slides tell where they are.

import { prepare } from "./charts.js";
import { paint } from "./dia_grafiek.js";

const find = (selector) => document.querySelector(selector);
const channel = new BroadcastChannel(document.body.dataset.kanaal);
const slides = [...document.querySelectorAll(".voorraadje section.dia")];
const store = find(".voorraadje .slides");
const BEGAN = `spreker-begon ${document.body.dataset.kanaal}`;

const DECIDED = "Wat we hebben afgesproken."; // the closing slides are made on the screen itself

/** Put a slide in its frame, as large as the frame is. */
function frame(place, slide, after = "Hierna komt niets meer.") {
  store.append(...place.querySelectorAll("section.dia"));
  place.replaceChildren(...(slide ? [slide] : []));
  if (!slide) {
    place.textContent = after;
    return;
  }
  slide.style.transform = `scale(${place.clientWidth / 1920})`;
  const box = slide.querySelector("[data-grafiek]");
  if (box) paint(box);
}

function show({ op, van }) {
  find("[data-positie]").textContent = `${op + 1} van ${van}`;
  frame(find("[data-nu]"), slides[op]);
  frame(find("[data-straks]"), slides[op + 1], op + 1 < van ? DECIDED : undefined);
  if (!slides[op]) find("[data-nu]").textContent = DECIDED;
  const notes = slides[op]?.querySelector(".notities");
  find("[data-notities]").replaceChildren(...(notes?.cloneNode(true).childNodes ?? []));
  if (!notes) find("[data-notities]").textContent = "Bij deze dia staat niets.";
  find("[data-verbinding]").textContent = "";
  sessionStorage.getItem(BEGAN) ?? again();
  show.last = { op, van };
}

const again = () => { sessionStorage.setItem(BEGAN, Date.now()); tick(); };

function tick() {
  const now = new Date();
  find("[data-klok]").textContent = now.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  const seconds = Math.floor((now - Number(sessionStorage.getItem(BEGAN) ?? now)) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  find("[data-verstreken]").textContent = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The keys that the slides take from here. */
const KEYS = ["ArrowRight", "ArrowDown", "PageDown", " ", "ArrowLeft", "ArrowUp", "PageUp", "Home", "End", "b", "."];
const press = (toets) => channel.postMessage({ toets });

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === " " && event.target.closest("button")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!KEYS.includes(key)) return;
  press(key);
  event.preventDefault();
}

async function start() {
  await prepare([...document.querySelectorAll("[data-grafiek]")]);
  channel.addEventListener("message", ({ data }) => { if (data.op !== undefined) show(data); });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.toets) press(button.dataset.toets);
    if (button && "opnieuw" in button.dataset) again();
  });
  window.addEventListener("resize", () => show.last && show(show.last));
  setInterval(tick, 1000);
  tick();
  channel.postMessage({ vraag: true });
}

document.addEventListener("DOMContentLoaded", start);
