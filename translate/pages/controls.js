/* What people touch: keys, buttons, fields, and the marks that say why. */

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
  const below = place.bottom; // no gap, so that the pointer can move onto the reason
  tip.style.left = `${Math.max(16, Math.min(place.left, innerWidth - tip.offsetWidth - 16))}px`;
  tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : Math.max(8, place.top - tip.offsetHeight)}px`;
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

const WRITTEN = ".editor, .note-editor";

/* Clicks */

document.addEventListener("click", (event) => {
  const li = event.target.closest(".row");
  if (!li || event.target.closest("a")) return;
  const row = rows[Number(li.dataset.place)];
  const action = event.target.closest("[data-do]")?.dataset.do;
  const fresh = row !== active;
  const writing = event.target.closest(WRITTEN) !== null;
  if (fresh) activate(row, { focus: !writing && !String(getSelection()), scroll: false });
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
  // Keys pressed in what is being written are about its sentence, whichever was looked at in between.
  const written = event.target.closest?.(WRITTEN)?.closest(".row");
  if (written && written !== active?.li) activate(rows[Number(written.dataset.place)], { focus: false, scroll: false });
  const writing = event.target.matches("textarea, select, input:not([type=checkbox], [type=file])");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (writing && !event.target.closest(".row")) return;
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
  const overtaken = store.recall();
  repaint(rows.keys());
  tellOvertaken(overtaken);
});
addEventListener("hashchange", goToHash);

function goToHash() {
  const wanted = decodeURIComponent(location.hash.replace(/^#s-/, ""));
  const row = rows.find((other) => other.id === wanted);
  if (!row) return;
  if (row.fold) row.fold.open = true;
  activate(row);
}

function tellOvertaken(count) {
  if (count) tell(`Of your decisions, ${count} gave way to later ones in the corpus. What you wrote is kept as drafts.`);
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
    row.button = button.cloneNode();
    row.cell.after(row.button);
  }
  const [inherited, lost] = store.inherit();
  const overtaken = store.recall();
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
  tellOvertaken(overtaken);
  const left = lost ? ` ${lost} were on other English or are older.` : "";
  if (inherited + lost) tell(`${inherited} unsaved decisions taken over: some of the English is new since you made them.${left}`);
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
