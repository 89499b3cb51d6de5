// What waits on this computer until the site has it, and asking the site.

const LONGEST = 10_000; // ms that one try may take

/** By which the site knows a form again, however often it is sent. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A list that stays on this computer, also when the browser is closed. */
export function kept(name) {
  return {
    all() {
      const text = localStorage.getItem(name) ?? "[]";
      try {
        const found = JSON.parse(text);
        if (found.every(({ sleutel, soort, velden }) => sleutel && soort && velden)) return found;
      } catch { /* it is no list of ours */ }
      // what cannot be read is kept under another name, and noting goes on
      localStorage.setItem(`${name} onleesbaar ${Date.now()}`, text);
      localStorage.removeItem(name);
      return [];
    },
    save(items) {
      if (items.length) localStorage.setItem(name, JSON.stringify(items));
      else localStorage.removeItem(name);
    },
    put(item) { this.save([...this.all().filter(({ sleutel }) => sleutel !== item.sleutel), item]); },
    drop(key) { this.save(this.all().filter(({ sleutel }) => sleutel !== key)); },
  };
}

const csrf = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1]
  ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

/** The answer of the site as {code, …}; code 0 when it could not be reached. */
export async function ask(address, item) {
  const body = item && new URLSearchParams({ ...item.velden, soort: item.soort, sleutel: item.sleutel });
  const headers = { Accept: "application/json", ...(item && { "X-CSRFToken": csrf() }) };
  try {
    const answer = await fetch(address, {
      method: item ? "POST" : "GET", body, headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(LONGEST),
    });
    const json = answer.headers.get("Content-Type")?.includes("json");
    return { code: answer.status || 401, ...(json ? await answer.json() : {}) };
  } catch {
    return { code: 0 };
  }
}
