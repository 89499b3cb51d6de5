// A large file takes a while: how far it is stands below the form. Once it has arrived, the check goes on without this
// page. Without script the form does the same, without progress.
import { dress } from "./bestand.js";

const MB = 1024 * 1024;
const number = (bytes) => (bytes / MB).toLocaleString("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function panel(form) {
  const box = document.createElement("div");
  box.className = "voortgang";
  box.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Hoeveel van het bestand verstuurd is");
  const text = document.createElement("p");
  box.append(bar, text);
  form.append(box);
  return { box, bar, text };
}

const warn = (event) => event.preventDefault();

function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  form.querySelector(".voortgang")?.remove();
  const { box, bar, text } = panel(form);
  const request = new XMLHttpRequest();
  button.disabled = true;
  window.addEventListener("beforeunload", warn);

  const stop = (message) => {
    window.removeEventListener("beforeunload", warn);
    button.disabled = false;
    if (message) {
      bar.remove();
      text.className = "alert alert-danger mb-0";
      text.textContent = message;
    }
  };
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.max = total;
    bar.value = loaded;
    const done = loaded === total;
    text.textContent = done ? "Het bestand is er. We gaan het controleren." : `${number(loaded)} van ${number(total)} MB verstuurd`;
  });
  request.addEventListener("load", () => {
    if (request.status >= 500) return stop("Er ging bij ons iets mis. Uw bestand is niet bewaard; probeer het nog een keer.");
    if (request.status === 413) return stop("Dit bestand is te groot om te versturen.");
    stop();
    const away = request.getResponseHeader("X-Naar");
    const elsewhere = request.responseURL && new URL(request.responseURL).pathname !== location.pathname;
    if (away || elsewhere) {
      location.assign(away ?? request.responseURL);
    } else {
      box.remove();
      show(request.responseText);
    }
  });
  const lost = "De verbinding viel weg. Uw bestand is niet aangekomen; het staat hierboven nog klaar. Probeer het nog een keer.";
  request.addEventListener("error", () => stop(lost));
  request.addEventListener("abort", () => stop(lost));
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.send(new FormData(form));
}

// The same page with what is to be mended: it takes the place of this one.
function show(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  document.querySelector("main").replaceWith(main);
  for (const input of main.querySelectorAll('input[type="file"]')) dress(input);
  begin(main);
  main.querySelector(".alert, [aria-invalid=true]")?.scrollIntoView({ block: "center" });
  main.focus();
}

function begin(place) {
  for (const form of place.querySelectorAll("form[data-voortgang]")) form.addEventListener("submit", send);
}

begin(document);
