// The browser words its file button in its own language. This one is Dutch; the real input stays, and keeps the focus.

export function dress(input) {
  const shown = document.createElement("span");
  shown.className = "bestandskeuze";
  shown.setAttribute("aria-hidden", "true");
  const button = document.createElement("span");
  button.className = "btn btn-outline-primary";
  button.textContent = "Kies een bestand";
  const name = document.createElement("span");
  const tell = () => {
    name.textContent = input.files[0]?.name ?? "nog geen bestand gekozen";
  };
  tell();
  shown.append(button, name);
  shown.addEventListener("click", () => input.click());
  input.addEventListener("change", tell);
  input.classList.add("visually-hidden");
  input.after(shown);
}

for (const input of document.querySelectorAll('input[type="file"]')) dress(input);
