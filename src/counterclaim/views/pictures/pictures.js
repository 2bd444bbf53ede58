// Saves a picture of the page as SVG or PNG with its title, source line and watermark, or its table as CSV.
// All of it is made here of what stands on the page; nothing is fetched. Without this script the page is complete.
"use strict";
(() => {
  const NS = "http://www.w3.org/2000/svg", MARGIN = 20;

  function add(parent, name, attributes, words) {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (words) made.textContent = words;
    return parent.appendChild(made);
  }

  function rows(words, room) {
    const found = [""];
    for (const word of words.split(/\s+/)) {
      const longer = `${found.at(-1)} ${word}`.trim();
      if (longer.length > room && found.at(-1)) found.push(word);
      else found[found.length - 1] = longer;
    }
    return found;
  }

  function framed(figure) {
    const drawing = [...figure.querySelectorAll("svg.drawing")].find((svg) => svg.getClientRects().length);
    const { width, height } = drawing.viewBox.baseVal;
    const out = add(document.createElement("div"), "svg", { xmlns: NS });
    for (const name of ["font-family", "font-size", "color", "fill"]) out.setAttribute(name, drawing.getAttribute(name));
    add(out, "rect", { width: "100%", height: "100%", fill: "#fff" });
    const inner = add(out, "g", { transform: `translate(${MARGIN} 0)` });
    let y = MARGIN;
    const write = (words, size, more) => rows(words, width / size * 1.85).forEach((row) => {
      y += size * 1.3;
      add(inner, "text", { y, "font-size": size, ...more }, row);
    });
    write(figure.dataset.title, 19, { "font-weight": 700 });
    const [first, ...notes] = [...figure.querySelectorAll("figcaption p")].map((one) => one.textContent);
    write(first, 13, { color: "#595959" });
    const body = add(inner, "g", { transform: `translate(0 ${y + 12})` });
    for (const part of drawing.childNodes) body.append(part.cloneNode(true));
    body.querySelectorAll("a").forEach((link) => link.removeAttribute("href"));
    y += height + 16;
    notes.forEach((note) => write(note, 12, { color: "#595959" }));
    write("Claims, not facts", 12, { "font-weight": 700 });
    const [wide, high] = [width + 2 * MARGIN, y + MARGIN];
    for (const [key, value] of [["width", wide], ["height", high], ["viewBox", `0 0 ${wide} ${high}`]]) out.setAttribute(key, value);
    return { text: new XMLSerializer().serializeToString(out), wide, high };
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function png({ text, wide, high }, name) {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [wide * 2, high * 2];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, name));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  }

  for (const figure of document.querySelectorAll("figure.picture[data-title]")) {
    const name = `counterclaim-${figure.dataset.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`;
    const ways = {
      SVG: () => save(new Blob([framed(figure).text], { type: "image/svg+xml" }), `${name}.svg`),
      PNG: () => png(framed(figure), `${name}.png`),
      CSV: figure.dataset.csv && (() => save(new Blob([figure.dataset.csv], { type: "text/csv" }), `${name}.csv`)),
    };
    const line = document.createElement("p");
    line.className = "take";
    line.append("Save as ");
    for (const [way, run] of Object.entries(ways).filter(([, run]) => run)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = way;
      button.setAttribute("aria-label", `Save as ${way}: ${figure.dataset.title}`);
      button.addEventListener("click", run);
      line.append(button, " ");
    }
    figure.querySelector("figcaption").append(line);
  }
})();
