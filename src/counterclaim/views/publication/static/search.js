// Search over every claim of the publication, from a disk too: the index comes as scripts, because pages that are opened
// from a disk may not fetch. Text is only ever set as text, never as markup.
(function () {
  "use strict";
  var claims = [], MOST = 100, KEPT = 20;  // parts that are loaded at once and kept; of a larger ledger each in turn
  var box = document.querySelector(".search"), field = document.getElementById("q");
  var told = document.getElementById("told"), found = document.getElementById("found"), more = document.getElementById("more");
  var parts = Number(box.getAttribute("data-shards")), letters = Number(box.getAttribute("data-letters"));
  var total = Number(box.getAttribute("data-claims")), large = parts > KEPT, run = 0, waiting = {};

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // each: [id, figure, what, claimant, outlet and day, sentence, other words]
  window.counterclaimShard = function (part, number) { waiting[number](part); };

  function load(number, then) {
    var script = document.createElement("script");
    waiting[number] = function (part) { delete waiting[number]; script.remove(); then(part); };
    script.src = "claims-" + number + ".js";
    document.body.appendChild(script);
  }

  function keep(part) {
    part.forEach(function (one) { claims.push({ told: one, words: plain(one.join(" ")) }); });
  }

  function all(number) {
    if (number > parts) { start(); return; }
    load(number, function (part) { keep(part); all(number + 1); });
  }

  function start() {
    field.disabled = false;
    field.addEventListener(large ? "change" : "input", search);
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

  function say(count, looked) {
    var said = count.toLocaleString("en") + (count === 1 ? " claim" : " claims") + (count > MOST && !large ? ", the first " + MOST + " shown" : "");
    told.textContent = looked < total ? said + " in the first " + looked.toLocaleString("en") + " of " + total.toLocaleString("en") : said;
  }

  function show() {
    var words = plain(field.value).split(/\s+/).filter(Boolean), mine = run += 1;
    found.textContent = "";
    more.hidden = true;
    if (!words.length) {
      told.textContent = total.toLocaleString("en") + " claims to search." + (large ? " Enter begins to look." : "");
      return;
    }
    if (large) { further(words, mine, 1, 0, 0); } else { say(hits(claims, words, 0), total); }
  }

  function hits(some, words, count) {
    some.forEach(function (one) {
      if (!words.every(function (word) { return one.words.indexOf(word) >= 0; })) { return; }
      count += 1;
      if (large || count <= MOST) { found.appendChild(line(one.told)); }
    });
    return count;
  }

  // Part by part until a hundred are found; then the reader decides whether to look further.
  function further(words, mine, number, count, looked) {
    if (mine !== run || number > parts) { return; }
    load(number, function (part) {
      if (mine !== run) { return; }
      claims = [];
      keep(part);
      var now = hits(claims, words, count);
      looked += part.length;
      say(now, looked);
      if (number >= parts) { return; }
      if (Math.floor(now / MOST) > Math.floor(count / MOST)) {
        more.hidden = false;
        more.onclick = function () { more.hidden = true; further(words, mine, number + 1, now, looked); };
      } else { further(words, mine, number + 1, now, looked); }
    });
  }

  function line(one) {
    var item = document.createElement("li"), link = document.createElement("a");
    var figure = document.createElement("b"), about = document.createElement("span"), quote = document.createElement("span");
    link.href = letters ? "../c/in-" + one[0].slice(2, 2 + letters) + "/index.html#" + one[0]
      : "../c/" + encodeURIComponent(one[0]) + "/index.html";
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
  if (large) { start(); } else { all(1); }
})();
