// The same drawing for a dark room: every colour keeps its hue, and stands out from dark paper as much as it did from
// white, so that what differs still differs, and what could be read or seen still can be.

export const PAPER = [16, 24, 32];
const WHITE = [255, 255, 255];
const MOST = 14; // times the ground: more would dazzle in a dark room
const COLOUR = /^(#[0-9a-f]{6}|rgba?\([\d.,\s]+\))$/i;

function parse(text) {
  if (text[0] === "#") return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  return text.match(/[\d.]+/g).map(Number);
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How far two colours stand apart, 1 to 21, as WCAG has it. */
export function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Mixed with white or with the ground, until it stands out as much as is wanted. */
function standingOut(colour, wanted) {
  const towards = contrast(colour, PAPER) < wanted ? WHITE : PAPER;
  let found = colour;
  for (let step = 0; step <= 50; step += 1) {
    const mixed = colour.map((part, at) => Math.round(part + ((towards[at] - part) * step) / 50));
    if (towards === PAPER && contrast(mixed, PAPER) < wanted) return found;
    found = mixed;
    if (towards === WHITE && contrast(mixed, PAPER) >= wanted) return found;
  }
  return found;
}

export function dark(text) {
  const [red, green, blue, alpha] = parse(text);
  const found = standingOut([red, green, blue], Math.min(contrast([red, green, blue], WHITE), MOST));
  return alpha === undefined ? `rgb(${found.join(", ")})` : `rgba(${[...found, alpha].join(", ")})`;
}

/** A drawing of Plotly with all its colours changed. */
export function darkened(value) {
  if (typeof value === "string") return COLOUR.test(value) ? dark(value) : value;
  if (Array.isArray(value)) return value.map(darkened);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, darkened(each)]));
}
