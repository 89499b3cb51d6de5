// What is agreed is typed on the slide. It is kept on this computer until the site has it: first in a draft, then in a
// queue that is sent as soon as there is a network. Each form has a key of its own, by which the site stores it once.

import { showDecided } from "./besloten.js";
import { ask, kept, newKey } from "./wachtrij.js";

const AGAIN = 8000; // ms until the queue is tried again
const ABOUT = "Kies waar het besluit over gaat: een actie, een cijfer, een thema of het hele overleg.";
const SUBJECTS = ["thema", "actie", "indicator"];
const OF_SLIDE = [...SUBJECTS, "hele_overleg", "versie"]; // what the slide fills in, until somebody chooses

export function terPlekke({ say, slideTitle, slide, root, sync }) {
  const list = root.querySelector("[data-besloten]");
  if (!list) return null;
  const dialog = document.getElementById("ter-plekke");
  const address = list.dataset.besloten;
  const queue = kept(`ter-plekke ${document.body.dataset.gebruiker} ${address}`);
  const drafts = kept(`ter-plekke-concept ${document.body.dataset.gebruiker} ${address}`);
  let actions = {};
  let busy = false;
  let offline = false;
  let shown = [];

  function show(answer) {
    if (answer.regels) shown = answer.regels;
    if (answer.acties) actions = answer.acties;
    showDecided(list, shown, queue.all(), sync);
  }

  const refresh = async () => show(await ask(address));

  /** Send what waits, in order; stops where the network does. What the site does not take waits for a next time. */
  async function flush() {
    if (busy) return;
    busy = true;
    try {
      for (const item of queue.all().filter(({ fouten }) => !fouten)) {
        if (!await send(item)) break;
      }
    } finally {
      busy = false;
    }
    show({});
  }

  /** Answers whether the site could be reached. A key under which the site has other words is changed for a new one. */
  async function send(item) {
    const answer = await ask(address, item);
    if (answer.sleutel !== "vergeven") return settle(item, answer);
    const again = { ...item, sleutel: newKey() };
    queue.drop(item.sleutel);
    queue.put(again);
    return settle(again, await ask(address, again));
  }

  function settle(item, answer) {
    if (answer.code) offline = false;
    if (answer.code === 200) {
      queue.drop(item.sleutel);
      show(answer);
      say("Vastgelegd.");
    } else if (answer.fouten) {
      const velden = { ...item.velden, ...(answer.versie !== undefined && { versie: answer.versie }) };
      queue.put({ ...item, velden, fouten: answer.fouten });
      if (!dialog?.open) say("Er klopt nog iets niet. Druk op N om het te verbeteren; wat u typte staat er nog.");
    } else if (answer.code) {
      say("De website neemt het niet aan. Bent u nog ingelogd? Wat u typte is op deze computer bewaard.");
    } else if (!offline) {
      offline = true; // told once, until the site answers again
      say("Geen netwerk. Wat u typte is op deze computer bewaard en wordt vanzelf verstuurd.");
    }
    return answer.code !== 0;
  }

  const formOf = (soort) => dialog.querySelector(`[data-formulier=${soort}]`);
  const fieldsOf = (form) => Object.fromEntries(new FormData(form));

  function fill(form, velden, fouten = {}) {
    for (const [name, value] of Object.entries(velden)) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true; // what is not ticked is not sent
      else if (field) field.value = value;
    }
    for (const place of form.querySelectorAll("[data-fout]")) {
      const said = fouten[place.dataset.fout] ?? [];
      place.textContent = said.join(" ");
      place.hidden = !said.length;
    }
    // what is said of a field that is not on the slide is said below the form
    const elsewhere = Object.entries(fouten).filter(([name]) => !form.querySelector(`[data-fout="${name}"]`));
    if (elsewhere.length) {
      const place = form.querySelector('[data-fout=""]');
      place.textContent = [place.textContent, ...elsewhere.flatMap(([, said]) => said)].filter(Boolean).join(" ");
      place.hidden = false;
    }
  }

  function choose(soort) {
    for (const button of dialog.querySelectorAll("[data-soort]")) {
      button.setAttribute("aria-pressed", String(button.dataset.soort === soort));
      formOf(button.dataset.soort).hidden = button.dataset.soort !== soort;
    }
    formOf(soort).querySelector("textarea, input, select")?.focus();
  }

  /** Begin with what was not stored yet, else with what was being typed, else with what this slide is about.
   * What was typed in another window gets a key of this one, so that two windows never send under the same. */
  function begin(soort) {
    const form = formOf(soort);
    const wrong = queue.all().find((each) => each.soort === soort && each.fouten);
    const draft = drafts.all().find((each) => each.soort === soort && (!wrong || each.sleutel === wrong.sleutel));
    const item = draft ?? wrong;
    form.reset();
    form.dataset.sleutel = wrong?.sleutel ?? newKey();
    form.dataset.gekozen = draft?.gekozen ?? "";
    form.querySelector("[data-eerder]").hidden = !item;
    if (draft && !wrong) {
      drafts.drop(draft.sleutel);
      drafts.put({ ...draft, sleutel: form.dataset.sleutel });
    }
    fill(form, wrong ? item.velden : { ...typed(draft), ...(!draft?.gekozen && about(form)) }, wrong?.fouten);
    if (soort === "status") showStatus(form, Boolean(item));
  }

  /** What somebody typed or chose; what only the slide of then filled in is left out. */
  function typed(draft) {
    const fields = Object.entries(draft?.velden ?? {});
    return Object.fromEntries(fields.filter(([name]) => draft.gekozen || !OF_SLIDE.includes(name)));
  }

  /** Away with what was typed before, also where the site did not take it. */
  function clear(form) {
    const { sleutel, formulier } = form.dataset;
    drafts.drop(sleutel);
    queue.drop(sleutel);
    begin(formulier);
    choose(formulier);
    show({});
  }

  /** The theme, the action and the figure of this slide, as far as this form asks for them; else the whole meeting. */
  function about(form) {
    const { actie, cijfer } = slide().dataset;
    const asked = {
      thema: ({ text }) => slideTitle().endsWith(text),
      actie: ({ text }) => actie && text.startsWith(actie),
      indicator: ({ value }) => value === cijfer,
    };
    const found = Object.entries(asked).map(([name, fits]) => [
      name, [...(form.elements[name]?.options ?? [])].find((option) => option.value && fits(option))?.value,
    ]);
    const chosen = found.filter(([, value]) => value);
    return Object.fromEntries(chosen.length ? chosen : [["hele_overleg", "on"]]);
  }

  /** A decision is about the whole meeting, or about something in it. */
  function either({ name, form }) {
    if (name === "hele_overleg") SUBJECTS.forEach((each) => { form.elements[each].value = ""; });
    else if (SUBJECTS.includes(name) && form.elements.hele_overleg) form.elements.hele_overleg.checked = false;
  }

  const aboutNothing = ({ dataset, elements }) => dataset.formulier === "besluit"
    && !elements.hele_overleg.checked && !SUBJECTS.some((name) => elements[name].value);

  /** How the chosen action stands, and the version that the user sees. */
  function showStatus(form, again = false) {
    const known = actions[form.elements.actie.value];
    form.querySelector("[data-nu]").textContent = known ? `Staat nu op ‘${known[1]}’.` : "";
    if (known && !(again && form.elements.versie.value)) form.elements.versie.value = known[0];
  }

  async function open() {
    say("");
    ["besluit", "actiepunt", "status"].forEach(begin);
    dialog.showModal();
    choose(queue.all().find((item) => item.fouten)?.soort ?? "besluit");
    await refresh();
    showStatus(formOf("status"), !formOf("status").querySelector("[data-eerder]").hidden);
  }

  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    if (aboutNothing(form)) {
      fill(form, {}, { actie: [ABOUT] });
      form.elements.actie.focus();
      return;
    }
    const item = { soort: form.dataset.formulier, sleutel: form.dataset.sleutel, velden: fieldsOf(form), op: Date.now() };
    queue.put(item);
    drafts.drop(item.sleutel);
    await flush();
    const left = queue.all().find(({ op }) => op === item.op);
    if (left?.fouten) {
      fill(form, left.velden, left.fouten);
      form.querySelector("[data-fout]:not([hidden])")?.parentElement.querySelector("input, select, textarea")?.focus();
      return;
    }
    begin(item.soort);
    dialog.close();
  }

  if (dialog) {
    dialog.addEventListener("submit", submit);
    dialog.addEventListener("input", ({ target }) => {
      const form = target.form;
      either(target);
      if (OF_SLIDE.includes(target.name)) form.dataset.gekozen = "ja";
      const { formulier, sleutel, gekozen } = form.dataset;
      drafts.put({ soort: formulier, sleutel, gekozen, velden: fieldsOf(form) });
    });
    dialog.addEventListener("change", ({ target }) => {
      if (target.name === "actie" && target.form.dataset.formulier === "status") showStatus(target.form);
    });
    dialog.addEventListener("click", ({ target }) => {
      if (target.closest("[data-soort]")) choose(target.closest("[data-soort]").dataset.soort);
      if (target.closest("[data-leeg]")) clear(target.form);
      if (target.closest("[data-sluit]")) dialog.close();
    });
  }
  window.addEventListener("online", flush);
  setInterval(() => (queue.all().some(({ fouten }) => !fouten) ? flush() : undefined), AGAIN);
  setInterval(() => (list.closest(".dia").classList.contains("present") ? refresh() : undefined), AGAIN);
  refresh().then(flush);
  return dialog && { open };
}
