/* What people do on the page: keys, buttons, fields. */

const SINGLE_KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => nextFlagged(),
  a: () => act("accept"),
  e: () => act("edit"),
  r: () => act("reject"),
  m: () => act("note"),
  u: () => undo(),
  "/": () => $("search").select(),
  "?": () => $("help").showModal(),
};
const WORDS = { new: "To review", accepted: "Accepted", edited: "Edited", rejected: "Rejected", note: "With a note" };
const STATUS_WORDS = { kept: "Kept as it was", repaired: "Repaired", translated: "Translated", furniture: "Set aside" };

/* Decisions */

function decide(row, wanted, told) {
  const places = store.decide([[row.place, wanted]]);
  repaint(places.length ? places : [row.place]);
  const left = counted.filter((other) => store.decision(other.place).state === "new").length;
  say(`${named(row)} ${told}, ${left} left`);
}

const ACTIONS = {
  accept: (row) => toggle(row, "accepted"),
  reject: (row) => toggle(row, "rejected"),
  edit: (row) => edit(row),
  note: (row) => annotate(row),
};

function act(name) {
  const row = active ?? neighbour(1);
  if (!row) return;
  if (row !== active) activate(row);
  closeEditors(row);
  ACTIONS[name](row);
}

function toggle(row, state) {
  const taken = store.decision(row.place).state === state;
  decide(row, { state: taken ? "new" : state }, taken ? "is open again" : state);
}

function acceptAndMove() {
  const row = active ?? neighbour(1);
  if (!row) return;
  if (row !== active) activate(row);
  if (row.li.querySelector(".editor")) keepEdit(row);
  else if (row.li.querySelector(".note-editor")) keepNote(row);
  else if (store.decision(row.place).state !== "edited") decide(row, { state: "accepted" }, "accepted");
  move(1);
}

function undo() {
  const places = store.undo();
  if (!places.length) return;
  repaint(places);
  const row = rows[places[0]];
  if (row.shown) activate(row);
  say(places.length === 1 ? `Undone: ${named(row)} is ${store.decision(row.place).state}` : `Undone: ${places.length} decisions`);
}

function acceptUnflagged() {
  const entries = unflagged().map((row) => [row.place, { state: "accepted" }]);
  repaint(store.decide(entries));
  say(`${entries.length} accepted. Undo takes them all back.`);
  $("showing").hidden = false;
  $("showing").textContent = `${entries.length} sentences without flags accepted. Undo takes them all back.`;
}

/* Movement */

function move(step) {
  const row = neighbour(step);
  if (row) activate(row);
  else if (active) {
    active.li.focus({ preventScroll: true });
    say(step > 0 ? "This is the last one" : "This is the first one");
  }
}

function nextFlagged() {
  const open = (row) => row.flagged && row.status !== "furniture" && store.decision(row.place).state === "new";
  const row = neighbour(1, open) ?? sequence.find((other) => reachable(other) && open(other));
  if (row) activate(row);
  else say("No flagged sentence is left to review");
}

/* Editing */

function field(row, label, text, onKeep) {
  const area = element("textarea", { value: text, spellcheck: true, lang: "en", dir: "auto" });
  area.setAttribute("aria-label", `${label} ${named(row)}`);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leaveField(row);
    }
  });
  const keep = element("button", { className: "primary", type: "button", textContent: "Keep", title: "Ctrl+Enter keeps it and goes on" });
  keep.addEventListener("click", () => {
    onKeep();
    row.li.focus({ preventScroll: true });
  });
  const leave = element("button", { type: "button", textContent: "Cancel" });
  leave.addEventListener("click", () => leaveField(row));
  const hint = element("kbd", { textContent: "Ctrl Enter", ariaHidden: "true" });
  row.li.classList.add("editing");
  return [area, element("div", { className: "buttons" }, keep, hint, leave)];
}

function edit(row) {
  const cell = row.li.querySelector(".target");
  const { state, target } = store.decision(row.place);
  const machine = row.target ?? "";
  const text = store.drafts.get(row.place) ?? (state === "edited" ? target : machine);
  const [area, buttons] = field(row, "English of", text, () => keepEdit(row));
  const changes = element("p", { className: "difference" });
  const show = () => {
    changes.replaceChildren(...(area.value === machine ? [] : marked(difference(machine, area.value))));
  };
  area.addEventListener("input", () => {
    store.drafts.set(row.place, area.value);
    store.keep();
    show();
  });
  const reset = element("button", { type: "button", textContent: "Machine’s text" });
  reset.addEventListener("click", () => {
    area.value = machine;
    area.dispatchEvent(new Event("input"));
    area.focus();
  });
  buttons.append(reset);
  row.untouched ??= [...cell.childNodes];
  cell.replaceChildren(element("div", { className: "editor" }, area, changes, buttons));
  show();
  area.focus();
  area.setSelectionRange(text.length, text.length);
}

function keepEdit(row) {
  const text = row.li.querySelector(".editor textarea").value.trim();
  store.drafts.delete(row.place);
  closeEditors(row);
  if (text === (row.target ?? "")) decide(row, { state: "accepted" }, "accepted as it is");
  else decide(row, { state: "edited", target: text }, "edited");
}

function annotate(row) {
  const [area, buttons] = field(row, "Note on", store.decision(row.place).note, () => keepNote(row));
  row.li.insertBefore(element("div", { className: "note-editor" }, area, buttons), $("tools"));
  area.focus();
}

function keepNote(row) {
  const note = row.li.querySelector(".note-editor textarea").value.trim();
  closeEditors(row);
  decide(row, { note }, note ? "has a note" : "has no note");
}

function leaveField(row) {
  const kept = store.drafts.has(row.place);
  closeEditors(row);
  row.li.focus({ preventScroll: true });
  if (kept) say("Left. Edit again to go on from where you were.");
}

function closeEditors(row) {
  const editor = row.li.querySelector(".editor");
  if (editor) {
    editor.remove();
    row.li.querySelector(".target").replaceChildren(...row.untouched);
    row.untouched = null;
  }
  row.li.querySelector(".note-editor")?.remove();
  row.li.classList.remove("editing");
  paint(row);
}

/* Files */

function save() {
  const file = new Blob(store.lines(), { type: "application/jsonl" });
  const link = element("a", { href: URL.createObjectURL(file), download: page.file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  store.unsaved = 0;
  store.keepNow();
  progress();
  say(`Saved as ${page.file}`);
}

async function open(file) {
  const [entries, strange] = store.read(await file.text());
  repaint(store.decide(entries));
  const told = `${entries.length} decisions taken from ${file.name}; ${strange} do not fit this page.`;
  $("showing").hidden = false;
  $("showing").textContent = told;
  say(told);
}

/* The marks' reasons */

function why(mark) {
  if (mark.title) {
    mark.dataset.why = mark.title; // the browser's own tooltip would come on top of ours
    mark.removeAttribute("title");
  }
  if (!mark.matches("del, ins")) return [element("p", { textContent: mark.dataset.why })];
  return mark.dataset.why.split(" ").map((rule) => element("p", {}, element("b", { textContent: rule }), page.rules[rule] ?? ""));
}

function showTip(mark) {
  const tip = $("tip");
  tip.replaceChildren(...why(mark));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  placeTip(mark);
}

function placeTip(mark) {
  const tip = $("tip");
  const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const below = place.bottom + 6;
  tip.style.left = `${Math.max(16, Math.min(place.left, innerWidth - tip.offsetWidth - 16))}px`;
  tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : Math.max(8, place.top - tip.offsetHeight - 6)}px`;
  if (place.bottom < 0 || place.top > innerHeight) hideTip();
}

function explained() {
  return document.querySelector("[aria-describedby=tip]");
}

function hideTip() {
  $("tip").hidden = true;
  explained()?.removeAttribute("aria-describedby");
}

const MARKS = ".row :is([title], [data-why]):is(del, ins, mark, .ctl)";
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.(MARKS);
    if (mark && mark !== explained()) {
      hideTip();
      showTip(mark);
    } else if (mark) return;
    else if (!event.target.closest?.("#tip")) hideTip();
  });
}
document.addEventListener("scroll", () => {
  const mark = $("tip").hidden ? null : explained();
  if (mark) placeTip(mark);
}, { passive: true });

/* Clicks */

document.addEventListener("click", (event) => {
  const li = event.target.closest(".row");
  if (!li || event.target.closest("textarea, a")) return;
  const row = rows[Number(li.dataset.place)];
  const action = event.target.closest("[data-do]")?.dataset.do;
  const fresh = row !== active;
  if (fresh) activate(row, { focus: !String(getSelection()), scroll: false });
  if (action) act(action);
  else if (event.target.closest(".state")) {
    const { state } = store.decision(row.place);
    decide(row, { state: state === "new" ? "accepted" : "new" }, state === "new" ? "accepted" : "is open again");
  }
});
document.addEventListener("dblclick", (event) => {
  if (event.target.closest(".target") && !event.target.closest(".editor")) act("edit");
});
$("undo").addEventListener("click", undo);
$("save").addEventListener("click", save);
$("bulk").addEventListener("click", acceptUnflagged);
$("help-button").addEventListener("click", () => $("help").showModal());
$("panel-button").addEventListener("click", () => openPanel(!$("panel").classList.contains("open")));
$("open").addEventListener("change", () => {
  if ($("open").files.length) open($("open").files[0]);
  $("open").value = "";
});

function openPanel(wanted) {
  $("panel").classList.toggle("open", wanted);
  $("panel-button").setAttribute("aria-expanded", String(wanted));
}

/* Keys */

document.addEventListener("keydown", (event) => {
  if (event.isComposing || $("help").open) return;
  const writing = event.target.matches("textarea, select, input:not([type=checkbox], [type=file])");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    acceptAndMove();
  } else if (event.key === "Escape") {
    escape(writing ? event.target : null);
  } else if (event.altKey && !writing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (!writing && !event.ctrlKey && !event.metaKey && !event.altKey && $("letters").checked) {
    const action = SINGLE_KEYS[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  }
});

function escape(written) {
  hideTip();
  if ($("panel").classList.contains("open")) {
    openPanel(false);
    $("panel-button").focus();
  } else if (written) {
    (active?.li ?? $("sentences")).focus({ preventScroll: true });
  }
}

/* Filters and settings */

let waiting = 0;
$("search").addEventListener("input", () => {
  filters.text = $("search").value;
  clearTimeout(waiting);
  waiting = setTimeout(filter, 60);
});
$("document").addEventListener("change", () => {
  filters.document = $("document").value;
  filter();
});
$("order").addEventListener("change", () => {
  arrange($("order").value);
  filter();
  scrollTo(0, 0);
});
$("clear").addEventListener("click", () => {
  Object.assign(filters, { text: "", document: "" });
  for (const name of ["states", "statuses", "checks"]) filters[name].clear();
  for (const box of $("panel").querySelectorAll("fieldset input")) box.checked = false;
  $("search").value = $("document").value = "";
  filter();
});

function boxes(name, choices) {
  const wanted = filters[name];
  for (const [value, label, count] of choices) {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      if (box.checked) wanted.add(value);
      else wanted.delete(value);
      filter();
    });
    const number = element("output", { textContent: count });
    number.dataset.value = value;
    $(name).append(element("label", { className: "check" }, box, element("span", { textContent: label, title: label }), number));
  }
  $(name).hidden = !choices.length;
}

function countedBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const THEMES = { auto: "as the system", light: "light", dark: "dark" };

function theme(name) {
  document.documentElement.dataset.theme = name;
  $("theme").setAttribute("aria-label", `Colours: ${THEMES[name]}`);
  $("theme").title = `Colours: ${THEMES[name]}`;
}

$("theme").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setting("theme", next);
  theme(next);
});
$("letters").addEventListener("change", () => {
  setting("letters", $("letters").checked ? "on" : "off");
  document.documentElement.classList.toggle("no-letters", !$("letters").checked);
});
$("reviewer").addEventListener("input", () => setting("reviewer", $("reviewer").value.trim()));

/* Start */

addEventListener("pagehide", () => store.keepNow());
addEventListener("beforeunload", (event) => {
  store.keepNow();
  if (!store.works && store.unsaved) event.preventDefault();
});
addEventListener("storage", (event) => {
  if (event.key !== KEY) return; // the same page, open in another window
  store.recall();
  repaint(rows.keys());
});
addEventListener("hashchange", goToHash);

function goToHash() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const row = rows.find((other) => other.id === wanted);
  if (!row) return;
  if (row.fold) row.fold.open = true;
  activate(row);
}

function start() {
  document.documentElement.classList.add("js");
  theme(THEMES[setting("theme")] ? setting("theme") : "auto");
  $("letters").checked = setting("letters") !== "off";
  document.documentElement.classList.toggle("no-letters", !$("letters").checked);
  $("reviewer").value = setting("reviewer") ?? "";
  const button = element("button", { className: "state", type: "button", tabIndex: -1 });
  for (const row of rows) {
    row.flagged = row.checks.length > 0 && row.status !== "furniture";
    row.li.dataset.place = row.place;
    row.li.tabIndex = -1;
    row.li.querySelector(":scope > .target").after(button.cloneNode());
  }
  store.recall();
  for (const row of rows) paint(row);
  for (const [name, count] of countedBy(counted.map((row) => row.document))) {
    $("document").append(element("option", { value: name, textContent: `${name} (${count})` }));
  }
  boxes("states", Object.entries(WORDS).map(([value, label]) => [value, label, 0]));
  const statuses = countedBy(rows.map((row) => row.status));
  boxes("statuses", Object.entries(STATUS_WORDS).filter(([value]) => statuses.has(value)).map(([value, label]) => [value, label, statuses.get(value)]));
  const checks = countedBy(counted.flatMap((row) => [...new Set(row.checks)]));
  boxes("checks", [...checks].sort((a, b) => b[1] - a[1]).map(([value, count]) => [value, value, count]));
  filter();
  progress();
  store.keepNow();
  goToHash();
  const index = (deadline) => {
    // The words to search in are gathered while nothing else is to do.
    for (const row of rows) {
      if (row.folded === null) searchable(row);
      if (deadline.timeRemaining() < 2) return void requestIdleCallback(index);
    }
    return undefined;
  };
  if (globalThis.requestIdleCallback) requestIdleCallback(index);
}

start();
