// Projects the yearly overview: one slide at a time, full screen when the browser allows it, moved with the keyboard.

const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const PREVIOUS = ["ArrowLeft", "ArrowUp", "PageUp"];

function projection(root) {
  const slides = [...root.querySelectorAll(".dia")];
  const position = root.querySelector("[data-positie]");
  let current = 0;

  function show(number) {
    current = Math.max(0, Math.min(number, slides.length - 1));
    slides.forEach((slide, index) => slide.classList.toggle("huidig", index === current));
    position.textContent = `${current + 1} van ${slides.length}`;
    root.querySelector("[data-vorige]").disabled = current === 0;
    root.querySelector("[data-volgende]").disabled = current === slides.length - 1;
    if (projecting()) history.replaceState(null, "", `#dia-${current + 1}`);
  }

  function projecting() {
    return document.documentElement.classList.contains("projecteert");
  }

  function begin(number) {
    document.documentElement.classList.add("projecteert");
    show(number);
    root.focus();
  }

  async function beginFullScreen() {
    begin(0);
    try {
      await document.documentElement.requestFullscreen();
    } catch {
      // without permission for full screen the slides fill the window
    }
  }

  function end() {
    if (!projecting()) return;
    document.documentElement.classList.remove("projecteert");
    if (document.fullscreenElement) document.exitFullscreen();
    history.replaceState(null, "", location.pathname + location.search);
    slides[current].scrollIntoView();
    document.querySelector("[data-projecteer]").focus({ preventScroll: true });
  }

  function onKey(event) {
    if (!projecting() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && event.target.closest("button")) return;
    if (NEXT.includes(event.key)) show(current + 1);
    else if (PREVIOUS.includes(event.key)) show(current - 1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  }

  document.querySelector("[data-projecteer]").addEventListener("click", beginFullScreen);
  root.querySelector("[data-vorige]").addEventListener("click", () => show(current - 1));
  root.querySelector("[data-volgende]").addEventListener("click", () => show(current + 1));
  root.querySelector("[data-stop]").addEventListener("click", end);
  document.addEventListener("keydown", onKey);
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || end());
  const asked = /^#dia-(\d+)$/.exec(location.hash);
  show(asked ? asked[1] - 1 : 0);
  if (asked) begin(current);
}

const root = document.querySelector("[data-projectie]");
if (root) projection(root);
