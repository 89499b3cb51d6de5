// What somebody types into a form with a text box, or one that asks for it, stays in this tab until it is stored: a session can end before.
// Each draft is of one person and one form; a page that says that something was stored ends the draft of that form.

const SENT = "verstuurd";
const FIELDS = "textarea, select, input:is([type=text], [type=date], [type=email], [type=url])";
const person = document.body.dataset.gebruiker;

const keyOf = (form) => `getypt ${person} ${new URL(form.action).pathname}`;
const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)];
const initial = (field) =>
  field.tagName === "SELECT" ? ([...field.options].find((o) => o.defaultSelected)?.value ?? "") : field.defaultValue;

function keep(form) {
  const draft = {};
  for (const field of fieldsOf(form)) draft[field.name] = [initial(field), field.value];
  sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
}

// a text box that holds something new came back from the server: that is the latest, and stays
function untouched(field, draft) {
  return field.tagName !== "TEXTAREA" || ["", draft[field.name]?.[0]].includes(field.value);
}

function putBack(form) {
  const draft = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
  const fields = fieldsOf(form);
  if (!draft || !fields.every((field) => untouched(field, draft))) return;
  for (const field of fields) if (field.name in draft) field.value = draft[field.name][1];
  if (fields.every((field) => field.value === initial(field))) return;
  const note = document.createElement("p");
  note.className = "alert alert-info";
  note.setAttribute("role", "status");
  note.textContent = "Wat u eerder typte, staat er weer. Het is nog niet verstuurd.";
  form.prepend(note);
}

function follow(form) {
  putBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => {
    keep(form);
    sessionStorage.setItem(SENT, keyOf(form));
  });
}

function arrive() {
  const stored = document.querySelector(".berichten .alert-success");
  const notices = document.querySelectorAll("[data-getypt]");
  const sent = sessionStorage.getItem(SENT);
  if (sent && stored) sessionStorage.removeItem(sent);
  if (sent && notices.length) for (const notice of notices) notice.hidden = !sessionStorage.getItem(sent);
  else sessionStorage.removeItem(SENT);
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (form.querySelector("textarea") || "bewaar" in form.dataset) follow(form);
  }
}

arrive();
