// The closing slides: what was decided in this meeting, with what still waits for the network. As many as it takes.

const MOST = 420; // signs of one line; the whole text stands at the meeting
const NAMES = { besluit: "Besluit", actiepunt: "Actiepunt", status: "Status" };

/** Cut between words, or where there are none after so many signs. */
function cut(text) {
  if (text.length <= MOST) return text;
  const between = text.lastIndexOf(" ", MOST);
  return `${text.slice(0, between > MOST / 2 ? between : MOST)} …`;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function lineOf({ soort, wat, waarom, wie, waiting }) {
  const item = document.createElement("li");
  item.append(element("strong", `${soort}: `), element("span", cut(wat)));
  if (waarom) item.append(element("p", `Waarom: ${cut(waarom)}`, "waarom"));
  item.append(element("p", wie, waiting ? "onder wacht" : "onder"));
  return item;
}

const waitingOf = ({ soort, velden, fouten }) => ({
  soort: NAMES[soort],
  wat: velden.wat ?? velden.naam ?? velden.toelichting,
  waarom: velden.waarom,
  wie: fouten ? "Nog niet vastgelegd: er klopt nog iets niet. Druk op N." : "Nog niet verstuurd: dat gebeurt vanzelf zodra er netwerk is.",
  waiting: true,
});

/** A next slide like this one, with an empty place for the list. */
function another(slide, number) {
  const next = slide.cloneNode(true);
  next.classList.remove("present", "past", "future");
  next.dataset.vervolg = "";
  const title = next.querySelector("h2");
  title.id = `dia-besloten-${number}`;
  next.setAttribute("aria-labelledby", title.id);
  next.querySelector("[data-besloten]").removeAttribute("aria-live");
  return next;
}

function listIn(slide) {
  const list = element("ul", "", "punten besloten");
  slide.querySelector("[data-besloten]").replaceChildren(list);
  return list;
}

const full = (list) => list.offsetTop + list.offsetHeight > 980;

export function showDecided(place, lines, waiting, sync) {
  const all = [...lines, ...waiting.map(waitingOf)];
  const key = JSON.stringify(all);
  if (place.dataset.stand === key) return;
  place.dataset.stand = key;
  const first = place.closest(".dia"), stack = first.parentElement;
  stack.querySelectorAll("[data-vervolg]").forEach((slide) => slide.remove());
  if (!all.length) {
    place.replaceChildren(element("p", "Er is nog niets afgesproken.", "tekst"));
    sync();
    return;
  }
  let slide = first, list = listIn(first);
  for (const line of all) {
    const item = lineOf(line);
    list.append(item);
    if (list.children.length > 1 && full(list)) {
      item.remove();
      const next = another(first, stack.children.length);
      slide.after(next);
      slide = next;
      list = listIn(next);
      list.append(item);
    }
  }
  sync();
}
