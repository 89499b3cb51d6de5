// All slides at a glance, each a small picture on a button: the arrows walk through them, Enter opens.

const WIDTH = 1920; // of a slide, in pixels of the stage

/** `slides` gives all of them in order, `painted` makes sure that the chart of one is drawn, `stop` leaves the slides: Esc does not. */
export function overview({ slides, current, painted, goTo, stop }) {
  const dialog = document.getElementById("overzicht");
  const grid = dialog.querySelector("[data-miniaturen]");
  const buttons = () => [...grid.children];

  function picture(slide) {
    const made = document.createElement("span");
    made.className = [...slide.classList].filter((name) => !["past", "present", "future"].includes(name)).join(" ");
    made.inert = true;
    made.append(...slide.cloneNode(true).childNodes);
    made.querySelectorAll("script").forEach((part) => part.remove());
    made.querySelectorAll("[id]").forEach((part) => { if (!part.closest("svg")) part.removeAttribute("id"); });
    return made;
  }

  /** What stands large on a slide, else the line above it. */
  const titleOf = (slide) => slide.querySelector("h2")?.textContent.trim()
    || slide.querySelector(".boven")?.firstChild?.textContent.trim() || "";

  function buttonFor(slide, place) {
    painted(slide);
    const button = document.createElement("button");
    const [frame, name] = ["miniatuur", "naam"].map((className) => {
      const part = document.createElement("span");
      part.className = className;
      return part;
    });
    button.type = "button";
    button.dataset.titel = `${place + 1}. ${titleOf(slide)}`;
    frame.ariaHidden = "true";
    frame.append(picture(slide));
    name.textContent = button.dataset.titel;
    button.append(frame, name);
    button.addEventListener("click", () => { close(); goTo(slide); });
    return button;
  }

  function fit() {
    const frame = grid.querySelector(".miniatuur");
    if (frame) grid.style.setProperty("--klein", frame.clientWidth / WIDTH);
  }

  function focus(place) {
    const all = buttons();
    all[Math.min(Math.max(place, 0), all.length - 1)].focus();
  }

  const columns = () => buttons().filter(({ offsetTop }) => offsetTop === buttons()[0].offsetTop).length;
  const STEPS = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => at - 1,
    ArrowDown: (at, all) => (at + columns() < all ? at + columns() : at),
    ArrowUp: (at) => (at - columns() >= 0 ? at - columns() : at),
    PageDown: (at) => at + 1,
    PageUp: (at) => at - 1,
    Home: () => 0,
    End: (at, all) => all - 1,
  };

  function onKey(event) {
    event.stopPropagation(); // the slides have the same keys
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = buttons(), at = all.indexOf(document.activeElement.closest("[data-miniaturen] > button"));
    if (STEPS[event.key]) focus(STEPS[event.key](Math.max(at, 0), all.length));
    else if (event.key.toLowerCase() === "o") close();
    else return;
    event.preventDefault();
  }

  function open() {
    const all = slides();
    grid.replaceChildren(...all.map(buttonFor));
    dialog.showModal();
    fit();
    focus(all.indexOf(current()));
  }

  function close() {
    dialog.close();
    grid.replaceChildren();
  }

  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  dialog.addEventListener("focusin", ({ target }) => {
    dialog.querySelector("[data-gekozen]").textContent = target.dataset.titel ?? "";
  });
  dialog.querySelector("[data-doe=terug]").addEventListener("click", close);
  dialog.querySelector("[data-doe=stop]")?.addEventListener("click", stop);
  window.addEventListener("resize", () => dialog.open && fit());
  return { open, close: () => { if (dialog.open) close(); } };
}
