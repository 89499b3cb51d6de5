// '/' goes to the search box, from anywhere but a field that one types in; on a phone it opens the menu that holds it.
const box = document.getElementById("zoekvak");
const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
  if (event.target.closest(TYPING)) return;
  event.preventDefault();
  document.getElementById("menu").classList.add("show");
  box.focus();
  box.select();
});
