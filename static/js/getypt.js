// What somebody types into a form stays in this tab until it is stored: a session can end before, or a colleague be first.
// Each draft is of one person and one form; a page that says that something was stored ends the draft of that form.

const SENT = "verstuurd";
const TEXT = "textarea, input:is([type=text], [type=date], [type=time], [type=number], [type=email], [type=url], [type=tel])";
const FIELDS = `${TEXT}, select, input:is([type=checkbox], [type=radio])`;
const STORED = ".berichten .alert-success, .messagelist .success, [data-bewaard]";
const person = document.querySelector("[data-gebruiker]")?.dataset.gebruiker;

const keyOf = (form) => `getypt ${person} ${new URL(form.action).pathname}`;
const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)].filter((field) => field.name && !field.closest(".selector"));
const draftOf = (form) => JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
const isChoice = (field) => ["checkbox", "radio"].includes(field.type);
const nameOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
const chosen = (field, is) => [...field.options].filter(is).map((option) => option.value);

function now(field) {
  if (isChoice(field)) return field.checked;
  return field.multiple ? chosen(field, (option) => option.selected).join("\n") : field.value;
}

function initial(field) {
  if (isChoice(field)) return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  const found = chosen(field, (option) => option.defaultSelected);
  return field.multiple ? found.join("\n") : (found[0] ?? field.options[0]?.value ?? "");
}

function put(field, value) {
  if (isChoice(field)) field.checked = value;
  else if (field.multiple) for (const option of field.options) option.selected = value.split("\n").includes(option.value);
  else field.value = value;
}

function keep(form) {
  const draft = {};
  for (const field of fieldsOf(form)) draft[nameOf(field)] = [initial(field), now(field)];
  sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
}

// a choice as people read it
function inWords(field, value) {
  if (isChoice(field)) return `${field.labels[0]?.textContent.trim() ?? field.name}: ${value ? "aan" : "uit"}`;
  if (field.tagName !== "SELECT") return value;
  const options = [...field.options].filter((option) => value.split("\n").includes(option.value));
  return options.map((option) => option.text).join(", ");
}

// somebody else wrote in this field meanwhile, or chose something else: both are kept, and the reader chooses
function lay(field, typed) {
  const beside = document.createElement("details");
  beside.className = "getypt";
  beside.open = true;
  const [head, text] = [document.createElement("summary"), document.createElement("p")];
  head.textContent = "Hier staat intussen iets anders. Dit had u eerder:";
  text.textContent = inWords(field, typed);
  beside.append(head, text);
  (field.closest(".form-check") ?? field).after(beside);
}

// whether the page has something else by now than when this was typed; of radio buttons one in the group tells
function differs(field, draft, form) {
  const together = field.type === "radio" ? fieldsOf(form).filter((other) => other.name === field.name) : [field];
  if (field.matches(TEXT) && field.value === "") return false;
  return together.some((other) => now(other) !== draft[nameOf(other)]?.[0]);
}

function putBack(form) {
  const draft = draftOf(form);
  let back = false;
  for (const field of draft ? fieldsOf(form) : []) {
    const [was, typed] = draft[nameOf(field)] ?? [];
    if (typed === undefined || typed === was || typed === now(field)) continue;
    if (field.type === "radio" && !typed) continue; // the one that was chosen instead says so
    if (differs(field, draft, form)) lay(field, typed);
    else put(field, typed);
    back = true;
  }
  if (!back) return;
  const note = document.createElement("p");
  note.className = "alert alert-info getypt";
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
  const stored = document.querySelector(STORED);
  const notices = document.querySelectorAll("[data-getypt]");
  const sent = sessionStorage.getItem(SENT);
  if (sent && stored) sessionStorage.removeItem(sent);
  if (sent && notices.length) for (const notice of notices) notice.hidden = !sessionStorage.getItem(sent);
  else sessionStorage.removeItem(SENT);
  for (const form of document.querySelectorAll("form[method=post]:not([data-vergeet])")) {
    if (form.querySelector(TEXT)) follow(form);
  }
}

arrive();
