// Search over every claim of the publication, from a disk too: claims and words come as scripts, because pages that are
// opened from a disk may not fetch. Text is only ever set as text, never as markup. A small publication is loaded whole;
// of a large one the words that are asked for tell which claims are loaded (index.py).
(function () {
  "use strict";
  var MOST = 100, BLOCKS = 60, LETTERS = 2;  // claims shown at once; scripts looked through for them; letters of index.py
  var box = document.querySelector(".search"), field = document.getElementById("q");
  var told = document.getElementById("told"), found = document.getElementById("found"), more = document.getElementById("more");
  var scripts = Number(box.getAttribute("data-scripts")), each = Number(box.getAttribute("data-each"));
  var total = Number(box.getAttribute("data-claims")), letters = Number(box.getAttribute("data-letters"));
  var indexed = box.getAttribute("data-words") === "true", run = 0, waiting = {}, kept = {};

  // ---------------------------------------------------------------- words
  function wordsOf(text) {
    var plain = text.replace(/(\d),(?=\d{3})/g, "$1").normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").toLowerCase();
    return plain.match(/[\p{L}\p{N}]+/gu) || [];
  }

  function isNumber(word) { return /^\d+$/.test(word); }

  // A number stands as it is; any other word may be the beginning of one.
  function asked() {
    return Array.from(new Set(wordsOf(field.value)));
  }

  function stands(word, text) { return text.indexOf(isNumber(word) ? " " + word + " " : " " + word) >= 0; }

  // One claim: what is shown of it, its words, those of its figure.
  function taken(one) {
    return { told: one, words: " " + wordsOf(one.slice(1).join(" ")).join(" ") + " ", figure: " " + wordsOf(one[1]).join(" ") + " " };
  }

  function has(one, words) { return words.every(function (word) { return stands(word, one.words); }); }

  function isOf(one, numbers) { return numbers.some(function (word) { return stands(word, one.figure); }); }

  // ---------------------------------------------------------------- scripts
  window.counterclaimClaims = function (part, number) { waiting["claims-" + number](part); };
  window.counterclaimWords = function (words, first) { waiting["words-" + first](words); };

  function load(name, then) {
    if (kept[name]) { then(kept[name]); return; }
    if (waiting[name]) { var before = waiting[name]; waiting[name] = function (part) { before(part); then(part); }; return; }
    var script = document.createElement("script");
    waiting[name] = function (part) {
      delete waiting[name];
      script.remove();
      kept[name] = name.indexOf("claims") ? part : part.map(taken);
      then(kept[name]);
    };
    script.onerror = function () { waiting[name]([]); };  // no word of the publication begins so
    script.src = name + ".js";
    document.body.appendChild(script);
  }

  function every(names, then, got) {
    got = got || [];
    if (got.length === names.length) { then(got); return; }
    load(names[got.length], function (part) { every(names, then, got.concat([part])); });
  }

  function begun(word) {
    var first = Array.from(word).slice(0, LETTERS).join("");
    return "words-" + (/^[\x00-\x7f]*$/.test(first) ? first : Array.from(first).map(function (one) { return one.codePointAt(0).toString(16); }).join("-"));
  }

  // ---------------------------------------------------------------- which claims
  function places(text) {
    var last = 0;
    return text.split(",").map(function (step) { last += parseInt(step, 36); return last; });
  }

  // The claims with a word; null where so many have it that the index does not say.
  function having(word, words) {
    var whole = isNumber(word) || Array.from(word).length < LETTERS, some = new Set(), name;
    for (name in words) {
      if (name === word || (!whole && name.indexOf(word) === 0)) {
        if (typeof words[name] === "number") { return null; }
        places(words[name]).forEach(function (place) { some.add(place); });
      }
    }
    return some;
  }

  function figures(words, parts) {
    var some = new Set();
    words.forEach(function (word, at) {
      var told = parts[at]["=" + word];
      if (typeof told === "string") { places(told).forEach(function (place) { some.add(place); }); }
    });
    return some;
  }

  // The claims to look at, those with an asked figure first, and whether all of them have every word.
  function chosen(words, parts) {
    var sets = words.map(function (word, at) { return having(word, parts[at]); });
    var known = sets.filter(Boolean).sort(function (one, other) { return one.size - other.size; });
    var of = figures(words, parts), some = [], place;
    if (known.length) {
      some = Array.from(known[0]).filter(function (one) { return known.every(function (set) { return set.has(one); }); });
      some.sort(function (one, other) { return of.has(other) - of.has(one) || one - other; });
    } else {
      for (place = 0; place < total; place += 1) { some.push(place); }
    }
    return { places: some, sure: known.length === sets.length };
  }

  // ---------------------------------------------------------------- what is shown
  function say(count, looked) {
    var said = count.toLocaleString("en") + (count === 1 ? " claim" : " claims");
    told.textContent = looked === undefined ? said : said + " in the first " + looked.toLocaleString("en") + " of " + total.toLocaleString("en");
  }

  function begin() {
    var words = asked(), mine = run += 1;
    found.textContent = "";
    more.hidden = true;
    if (!words.length) {
      told.textContent = total.toLocaleString("en") + " claims to search.";
      return;
    }
    if (!indexed) { whole(words); return; }
    told.textContent = "Looking …";
    every(words.map(begun), function (parts) {
      if (mine === run) { further(words, chosen(words, parts), mine, 0, 0); }
    });
  }

  function whole(words) {
    var numbers = words.filter(isNumber), first = [], others = [], number;
    for (number = 1; number <= scripts; number += 1) {
      kept["claims-" + number].forEach(function (one) {
        if (has(one, words)) { (isOf(one, numbers) ? first : others).push(one); }
      });
    }
    show(first.concat(others), 0);
    say(first.length + others.length);
  }

  // A list a hundred at a time.
  function show(list, from) {
    list.slice(from, from + MOST).forEach(function (one) { found.appendChild(line(one.told)); });
    more.hidden = list.length <= from + MOST;
    more.onclick = function () { show(list, from + MOST); };
  }

  // Claim by claim until a hundred are found, or enough was looked through; then the reader decides to go on.
  function further(words, list, mine, at, count) {
    var shown = 0, looked = 0, last = "";
    function stop() {
      if (list.sure) { say(list.places.length); } else if (at < list.places.length) { say(count, list.places[at]); } else { say(count); }
      more.hidden = at >= list.places.length;
      more.onclick = function () { more.hidden = true; further(words, list, mine, at, count); };
    }
    function next() {
      if (mine !== run) { return; }
      if (at >= list.places.length || shown >= MOST || looked > BLOCKS + MOST * list.sure) { stop(); return; }
      var place = list.places[at], name = "claims-" + (Math.floor(place / each) + 1);
      load(name, function (part) {
        if (mine !== run) { return; }
        if (name !== last) { looked += 1; forget(last); last = name; }
        while (at < list.places.length && shown < MOST && Math.floor(list.places[at] / each) === Math.floor(place / each)) {
          if (has(part[list.places[at] % each], words)) {
            found.appendChild(line(part[list.places[at] % each].told));
            shown += 1;
            count += 1;
          }
          at += 1;
        }
        next();
      });
    }
    next();
  }

  function forget(name) { delete kept[name]; }

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

  // ---------------------------------------------------------------- the address
  function read() {
    var words = decodeURIComponent((location.hash.match(/^#q=(.*)$/) || ["", ""])[1]);
    if (words !== field.value) { field.value = words; }
    begin();
  }

  function typed() {
    history.replaceState(null, "", field.value ? "#q=" + encodeURIComponent(field.value) : "#");
    begin();
  }

  function start() {
    field.disabled = false;
    field.addEventListener(indexed ? "change" : "input", typed);
    window.addEventListener("hashchange", read);
    read();
  }

  field.disabled = true;
  if (indexed) { start(); return; }
  var all = [], number;
  for (number = 1; number <= scripts; number += 1) { all.push("claims-" + number); }
  every(all, start);
})();
