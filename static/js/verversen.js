// Renews a part of the page that waits for a job, until nothing in it is [data-bezig] any more.
// Without script, or when the line drops, the page itself can be loaded again.
const WAIT = 1500;

function follow(box) {
  if (!box.querySelector("[data-bezig]")) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(box.dataset.ververs, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) renew(box, await answer.text());
    } catch {
      // the network is away: the next time is soon
    }
    follow(box);
  }, WAIT);
}

/** Puts the new part in place only where it differs, so that the keyboard stays where it is and nothing is read twice. */
function renew(box, html) {
  const made = new DOMParser().parseFromString(html, "text/html").body;
  const [now, then] = [[...box.querySelectorAll("li")], [...made.querySelectorAll("li")]];
  if (now.length !== then.length) box.replaceChildren(...made.childNodes);
  else now.forEach((line, place) => line.dataset.stand !== then[place].dataset.stand && change(line, then[place]));
  const [old, busy] = [box.querySelector("[data-bezig]"), made.querySelector("[data-bezig]")];
  if (old && !busy && now.length === then.length) old.removeAttribute("data-bezig");
}

function change(line, fresh) {
  const [bar, next] = [line.querySelector("progress"), fresh.querySelector("progress")];
  if (bar && next) bar.value = next.value;
  else line.replaceChildren(...fresh.childNodes);
  line.dataset.stand = fresh.dataset.stand;
}

document.querySelectorAll("[data-ververs]").forEach((box) => {
  box.setAttribute("aria-live", "polite");
  follow(box);
});
