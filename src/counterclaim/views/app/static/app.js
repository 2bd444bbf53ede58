/* Keys of review, words marked in a text, documents that come in. Reading needs none of this. Text is only ever set
   as textContent. */
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const news = $("#news");
  const tell = (words) => { if (news) news.textContent = words; };
  const reviewing = document.body.classList.contains("reviewing");

  /* ---------- claims on the page, one of them current */
  const cards = () => all(".claim-card, .one[data-claim]");
  const current = () => $(".claim-card.on") || $(".one[data-claim]");
  function choose(card, focus = true) {
    if (!card) return;
    mark(card);
    const figure = document.getElementById(card.dataset.claim);
    if (figure && figure.closest(".text")) figure.scrollIntoView({ block: "center" });
    if (focus) card.focus({ preventScroll: !card.closest(".queue, .cards") });
  }
  function mark(card) {
    if (!card) return;
    const id = card.dataset.claim, field = $("#marked [name=claim]");
    all(".claim-card.on").forEach((one) => one.classList.remove("on"));
    if (card.classList.contains("claim-card")) card.classList.add("on");
    all(".text .hot, .text .on").forEach((one) => one.classList.remove("hot", "on"));
    all(`.text [data-c="${CSS.escape(id)}"]`).forEach((one) => one.classList.add("hot"));
    if (field) field.value = id;
  }
  const open = (card) => ["unreviewed", "flagged"].includes(card.dataset.status);
  function step(by) {
    const every = cards();
    if (!every.length) return;
    const at = every.indexOf(current());
    choose(every[Math.min(Math.max(at + by, 0), every.length - 1)]);
  }
  function stepOpen(by) {
    const every = cards(), at = every.indexOf(current());
    const rest = by > 0 ? every.slice(at + 1) : every.slice(0, Math.max(at, 0)).reverse();
    const next = rest.find(open);
    if (next) choose(next); else tell("No open claim further on.");
  }

  /* ---------- decisions */
  async function decide(fields) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const each of Array.isArray(value) ? value : [value]) body.append(name, each);
    }
    const answer = await fetch("/decide", { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.error) { tell(told.error); return null; }
    document.body.dataset.head = told.head;
    for (const [id, status] of Object.entries(told.states)) show(id, status, told.words[id]);
    return told;
  }
  function show(id, status, words) {
    all(`[data-claim="${CSS.escape(id)}"]`).forEach((card) => {
      if (card.closest("#queue")) recount(card, status);
      card.dataset.status = status;
      const mark = $(".status", card);
      if (mark) { mark.className = `status ${status}`; mark.textContent = words; }
    });
  }
  function recount(card, status) {  // how many wait, and how many were decided on, since the page was opened
    const left = $("#left"), decided = $("#decided");
    const waits = (one) => ["unreviewed", "flagged"].includes(one), was = card.dataset.status;
    left.dataset.n = Number(left.dataset.n) + waits(status) - waits(was);
    decided.dataset.n = Number(decided.dataset.n) + (was === "unreviewed") - (status === "unreviewed");
    const shown = (one) => Number(one.dataset.n).toLocaleString("en");
    left.textContent = `${shown(left)} ${left.dataset.n === "1" ? "claim waits" : "claims wait"}`;
    decided.textContent = shown(decided);
  }
  let before = null;
  // The next open claim is current at once: keys that follow quickly decide on it, not on the same one again.
  async function act(action, more = {}) {
    const card = current();
    if (!card) { tell("Choose a claim first."); return; }
    const onward = card.classList.contains("claim-card"), was = card.dataset.status;
    before = card.dataset.claim;
    if (onward) { card.dataset.status = "pending"; stepOpen(1); card.dataset.status = was; }
    const told = await decide({ action, claim: card.dataset.claim, ...more });
    if (!told) { if (onward) choose(card); return; }
    const count = Object.keys(told.states).length;
    tell(`${action}: ${count > 1 ? `${count} claims` : title(card)}`);
  }
  const title = (card) => $("h1, h2", card).textContent.trim().replace(/\s+/g, " ");
  // What was decided on the claim at hand; on one that is still open, what was decided last.
  async function undo() {
    const here = current(), last = before && cards().find((card) => card.dataset.claim === before);
    const card = last && (!here || here.dataset.status === "unreviewed") ? last : here;
    if (!card) { tell("Choose a claim first."); return; }
    if (!await decide({ action: "undo", claim: card.dataset.claim })) return;
    if (card !== here) choose(card);
    tell(`undo: ${title(card)}`);
  }

  /* ---------- keys */
  let table = {};
  const on = () => localStorage.getItem("keys") !== "off";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const name = (event) => (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + event.key;
  const doing = {
    next: () => step(1),
    previous: () => step(-1),
    next_open: () => stepOpen(1),
    previous_open: () => stepOpen(-1),
    accept: () => act("accept"),
    flag: () => act("flag"),
    skip: () => act("skip"),
    undo,
    reject: () => { if (current()) $("#reasons").showModal(); },
    correct: () => {
      const form = $("#correct");
      if (form) { form.elements.figure.focus(); form.elements.figure.select(); }
      else if (current()) location.href = `/c/${current().dataset.claim}#correct`;
    },
    origin: () => { if (current()) location.href = `/origins?claim=${current().dataset.claim}`; },
    merge: () => {
      const card = current();
      if (!card || !before || before === card.dataset.claim) { tell("Decide on one claim first, then m on another joins their origins."); return; }
      decide({ action: "merge_origin", claim: [before, card.dataset.claim] }).then((told) => told && tell("Joined: they count as one origin."));
    },
    search: () => $("#find").focus(),
    help: () => $("#keys").showModal(),
    save: () => { const form = $("#correct"); if (form) form.requestSubmit(); },
  };
  document.addEventListener("keydown", (event) => {
    const reasons = $("#reasons");
    if (reasons && reasons.open && /^[1-9]$/.test(event.key)) {
      const button = all("button[data-reason]", reasons)[Number(event.key) - 1];
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    if ($("dialog[open]") || event.altKey) return;
    const action = table[name(event)];
    if (!action) return;
    const held = event.ctrlKey || event.metaKey;
    if (!held && (typing(event.target) || !on())) return;
    if (!held && event.key === " " && event.target.closest("a, button, summary")) return;
    if (!reviewing && !["search", "next", "previous", "next_open", "previous_open"].includes(action)) return;
    event.preventDefault();
    doing[action]();
  });
  fetch("/keys.json").then((answer) => answer.json()).then((told) => {
    for (const [action, keys] of Object.entries(told.keys)) for (const key of keys) table[key] = action;
    const list = $("#keys-list");
    for (const [action, means] of list ? Object.entries(told.means) : []) {
      const keys = document.createElement("dt"), words = document.createElement("dd");
      for (const key of told.keys[action] || []) {
        const shown = document.createElement("kbd");
        shown.textContent = key === " " ? "Space" : key;
        keys.append(shown, " ");
      }
      words.textContent = means;
      list.append(keys, words);
    }
    document.body.dataset.keys = "ready";
  });
  const toggle = $("#keys-on");
  if (toggle) {
    toggle.checked = on();
    toggle.addEventListener("change", () => localStorage.setItem("keys", toggle.checked ? "on" : "off"));
  }
  all("#reasons [data-reason]").forEach((button) => button.addEventListener("click", () => {
    $("#reasons").close();
    act("reject", { reason: button.dataset.reason });
  }));

  /* ---------- words marked in an article: offsets in code points of the text as it was read */
  const text = $("#text"), marked = $("#marked");
  function points(node, offset) {
    let count = 0;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      if (one.nodeType === 1) {
        if (one.matches(".veil")) count += Number(one.dataset.n);
        continue;
      }
      const veiled = one.parentElement.closest(".veil");
      if (one === node) return veiled ? count : count + [...one.data.slice(0, offset)].length;
      if (!veiled) count += [...one.data].length;
    }
    return count;
  }
  function place(offset) {  // where a code point of the text as it was read stands on the page
    let count = 0, last = null;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      if (one.nodeType === 1) { if (one.matches(".veil")) count += Number(one.dataset.n); continue; }
      if (one.parentElement.closest(".veil")) continue;
      const own = [...one.data];
      last = [one, one.data.length];
      if (offset <= count + own.length) return [one, own.slice(0, Math.max(0, offset - count)).join("").length];
      count += own.length;
    }
    return last;
  }
  function land() {  // #char=120,184, after RFC 5147
    const range = text && location.hash.match(/^#char=(\d+),(\d+)$/);
    const from = range && place(Number(range[1])), to = range && place(Number(range[2]));
    if (!from || !to) return;
    document.getSelection().setBaseAndExtent(...from, ...to);
    from[0].parentElement.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", land);
  if (text && marked) {
    document.addEventListener("selectionchange", () => {
      const chosen = document.getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return;
      const range = chosen.getRangeAt(0);
      if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
      if (range.startContainer.nodeType !== 3 || range.endContainer.nodeType !== 3) return;
      marked.elements.start.value = points(range.startContainer, range.startOffset);
      marked.elements.end.value = points(range.endContainer, range.endOffset);
      $("#marked-words").textContent = chosen.toString().slice(0, 200);
      marked.hidden = false;
    });
    marked.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter.value === "add") {
        event.preventDefault();
        const at = new URLSearchParams({ text: marked.elements.text.value, start: marked.elements.start.value, end: marked.elements.end.value });
        location.href = `/add?${at}`;
      }
    });
    all(".fig", text).forEach((figure) => figure.addEventListener("click", (event) => {
      const card = document.getElementById(`card-${figure.dataset.c}`);
      if (card) { event.preventDefault(); choose(card); }
    }));
  }
  if (location.hash === "#correct") {  // a browser that goes to the form by itself takes the cursor out of it
    doing.correct();
    const back = () => { if (!$("#correct").contains(document.activeElement)) doing.correct(); };
    addEventListener("load", () => requestAnimationFrame(back));
  }
  const asked = new URLSearchParams(location.search).get("claim");
  if (asked && $(".reading")) choose(document.getElementById(`card-${asked}`), false);
  else if (location.hash.startsWith("#char=")) land();
  else if (reviewing && !current()) mark(cards().find(open));  // the first key decides on the first open claim

  /* ---------- claims chosen to be joined or parted */
  const together = $("#together"), picked = $("#picked");
  if (together && picked) {
    const count = () => { picked.textContent = `${all("input:checked", together).length} chosen`; };
    together.addEventListener("change", count);
    count();
  }

  /* ---------- while the page is open */
  async function look() {
    if (document.hidden) return;
    try {
      const told = await (await fetch(`/news?head=${document.body.dataset.head}`)).json();
      if (!told.grown) return;
      document.body.dataset.head = told.head;
      tell("");
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = `The ledger has grown: ${told.documents} documents, ${told.claims} claims. Show`;
      link.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
      news.append(link);
    } catch { /* the server has ended: nothing to tell */ }
  }
  setInterval(look, 4000);
  const state = $("#reading-state");
  if (state && state.dataset.state === "running") {
    const follow = setInterval(async () => {
      const told = await (await fetch("/read/state")).json();
      if (told.state !== "running") { clearInterval(follow); location.reload(); return; }
      $("#reading-count").textContent = `${told.documents} documents, ${told.claims} claims`;
    }, 1000);
  }
})();
