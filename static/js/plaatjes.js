// A chart to take along: PNG or SVG with its title, subtitle, key, notes, choice and date drawn in it, and whether the
// figures are invented. The buttons stand beside the other downloads; without script they are not there.

const [WIDTH, DRAWN, SIDE] = [1200, 560, 32];
const LETTER = "Arial, Helvetica, sans-serif"; // a picture has no web fonts
const INK = "#16202c";
const MUTED = "#52606d";
const WARN = "#9a3412";
const KINDS = { png: "Plaatje (PNG)", svg: "Tekening (SVG)" };

const pen = document.createElement("canvas").getContext("2d");

/** Lines of text that fit in the picture. */
function wrapped(text, size, weight = 400) {
  pen.font = `${weight} ${size}px ${LETTER}`;
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width > WIDTH - 2 * SIDE && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.filter(Boolean);
}

function escaped(text) {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Writes from the top down: `y` is the place of the next line. */
class Sheet {
  constructor() {
    this.y = SIDE;
    this.parts = [];
  }

  write(text, { size, weight = 400, colour = INK }) {
    for (const line of wrapped(text, size, weight)) {
      this.y += size * 1.35;
      this.parts.push(
        `<text x="${SIDE}" y="${this.y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`,
      );
    }
  }

  key(items) {
    let [x, y] = [SIDE, this.y + 30];
    pen.font = `400 17px ${LETTER}`;
    for (const { colour, name } of items) {
      const wide = pen.measureText(name).width + 46;
      if (x + wide > WIDTH - SIDE) [x, y] = [SIDE, y + 26];
      this.parts.push(`<rect x="${x}" y="${y - 14}" width="16" height="16" rx="2" fill="${escaped(colour)}"/>`);
      this.parts.push(`<text x="${x + 24}" y="${y}" font-size="17" fill="${INK}">${escaped(name)}</text>`);
      x += wide;
    }
    if (items.length) this.y = y + 6;
  }

  place(drawing) {
    this.parts.push(drawing.replace("<svg ", `<svg x="${SIDE}" y="${this.y + 16}" `));
    this.y += 16 + DRAWN;
  }

  toString() {
    const size = `width="${WIDTH}" height="${Math.ceil(this.y + SIDE)}"`;
    const paper = '<rect width="100%" height="100%" fill="#ffffff"/>';
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${LETTER}">${paper}${this.parts.join("")}</svg>`;
  }
}

function text(element) {
  return element?.textContent.trim() ?? "";
}

/** The drawing of Plotly alone, as SVG. */
async function drawing(figure, template) {
  const { data, layout } = structuredClone(figure);
  const sized = { ...layout, template, width: WIDTH - 2 * SIDE, height: DRAWN, font: { size: 17, family: LETTER } };
  const address = await window.Plotly.toImage({ data, layout: sized }, { format: "svg", width: sized.width, height: DRAWN });
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}

/** The whole picture as SVG. */
async function picture(box, figure, template) {
  const around = box.closest("figure");
  const sheet = new Sheet();
  const invented = document.querySelector(".fictief") !== null;
  if (invented) sheet.write("Fictieve cijfers: dit is een demonstratie, de cijfers zijn verzonnen.", { size: 17, weight: 700, colour: WARN });
  sheet.write(box.dataset.titel, { size: 26, weight: 700 });
  sheet.write(text(around.querySelector(".grafiek-ondertitel")), { size: 17, colour: MUTED });
  sheet.key([...around.querySelectorAll(".legenda li")].map((item) => ({
    colour: item.querySelector("rect").getAttribute("fill"), name: text(item),
  })));
  sheet.place(await drawing(figure, template));
  const note = text(around.querySelector(".grafiek-noot"));
  if (note) sheet.write(note, { size: 17, colour: MUTED });
  const day = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric" }).format(new Date());
  const choice = box.dataset.selectie ? `Selectie: ${box.dataset.selectie}. ` : "";
  sheet.write(`${choice}Samenwerkingsafspraken Amersfoort 2026–2030, gemaakt op ${day}.`, { size: 17, colour: MUTED });
  return { svg: sheet.toString(), name: box.dataset.bestand + (invented ? "-fictieve-cijfers" : "") };
}

/** The same picture in dots, twice as fine as it is large. */
async function inDots(svg) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function save(kind, box, figure, template) {
  const { svg, name } = await picture(box, figure, template);
  const blob = kind === "png" ? await inDots(svg) : new Blob([svg], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function failed(downloads) {
  const said = downloads.querySelector("[role=alert]") ?? document.createElement("span");
  said.setAttribute("role", "alert");
  said.textContent = " Het bewaren is niet gelukt. Probeer het nog eens, of download de tabel.";
  downloads.append(said);
}

/** Put the two buttons behind the other downloads of this chart. */
export function offerPictures(box, figure, template) {
  const downloads = box.closest("figure")?.querySelector(".downloads");
  if (!downloads || !box.dataset.bestand) return;
  for (const [kind, label] of Object.entries(KINDS)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "als-link";
    button.textContent = label;
    button.addEventListener("click", () => save(kind, box, figure, template).catch(() => failed(downloads)));
    downloads.append(" · ", button);
  }
}
