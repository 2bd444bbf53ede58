// From the address of a claim, c/ID/, to its place on a shelf: c/in-LETTERS/#ID. Without this the page says how.
(function () {
  "use strict";
  var letters = Number(document.getElementById("main").getAttribute("data-letters"));
  var found = location.pathname.match(/^(.*\/)c\/c_([a-z0-9]+)\/?(?:index\.html)?$/);
  if (letters && found) {
    location.replace(found[1] + "c/in-" + found[2].slice(0, letters) + "/index.html#c_" + found[2]);
  }
})();
