// Search over every claim of the publication, from a disk too: the index comes as scripts, because pages that are opened
// from a disk may not fetch. Text is only ever set as text, never as markup.
(function () {
  "use strict";
  var claims = [], waiting = 0, MOST = 100;
  var box = document.querySelector(".search"), field = document.getElementById("q");
  var told = document.getElementById("told"), found = document.getElementById("found");

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // each: [id, figure, what, claimant, outlet and day, sentence, other words]
  window.counterclaimShard = function (part) {
    part.forEach(function (one) { claims.push({ told: one, words: plain(one.join(" ")) }); });
    waiting -= 1;
    if (waiting === 0) { start(); }
  };

  function start() {
    told.textContent = claims.length.toLocaleString("en") + " claims to search.";
    field.disabled = false;
    field.addEventListener("input", search);
    window.addEventListener("hashchange", asked);
    asked();
  }

  function asked() {
    var words = decodeURIComponent((location.hash.match(/^#q=(.*)$/) || ["", ""])[1]);
    if (words !== field.value) { field.value = words; }
    show();
  }

  function search() {
    history.replaceState(null, "", field.value ? "#q=" + encodeURIComponent(field.value) : "#");
    show();
  }

  function show() {
    var words = plain(field.value).split(/\s+/).filter(Boolean), count = 0;
    found.textContent = "";
    if (!words.length) { told.textContent = claims.length.toLocaleString("en") + " claims to search."; return; }
    claims.forEach(function (one) {
      if (!words.every(function (word) { return one.words.indexOf(word) >= 0; })) { return; }
      count += 1;
      if (count <= MOST) { found.appendChild(line(one.told)); }
    });
    told.textContent = count.toLocaleString("en") + (count === 1 ? " claim" : " claims") +
      (count > MOST ? ", the first " + MOST + " shown" : "");
  }

  function line(one) {
    var item = document.createElement("li"), link = document.createElement("a");
    var figure = document.createElement("b"), about = document.createElement("span"), quote = document.createElement("span");
    link.href = "../c/" + encodeURIComponent(one[0]) + "/index.html";
    figure.textContent = one[1];
    link.appendChild(figure);
    link.appendChild(document.createTextNode(one[2]));
    about.textContent = one[3] + ", " + one[4];
    quote.textContent = one[5];
    item.appendChild(link);
    item.appendChild(about);
    item.appendChild(quote);
    return item;
  }

  field.disabled = true;
  waiting = Number(box.getAttribute("data-shards"));
  for (var n = 1, last = waiting; n <= last; n += 1) {
    var script = document.createElement("script");
    script.src = "claims-" + n + ".js";
    document.body.appendChild(script);
  }
  if (!waiting) { start(); }
})();
