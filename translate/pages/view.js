/* The rows on the page: what each shows, which are shown, in which order, and which one is active. */

const $ = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#reading .row")].map((li, place) => ({
  li, place, ...page.rows[place],
  stamp: `${page.rows[place].digest}.${li.dataset.basis}`, // of the sentence, and of what the row showed at first
  cell: li.querySelector(":scope > .target"), // where the English stands
  button: null, // shows the state
  note: null, // the line with the reviewer's note
  editor: null, // while the English or the note is being written
  untouched: null, // what the cell held before it showed something else
  folded: null, // the words to search in
  shown: true,
  home: li.parentNode,
  fold: li.closest("details"),
}));
const counted = rows.filter((row) => row.status !== "furniture");
const filters = { text: "", document: "", states: new Set(), statuses: new Set(), checks: new Set() };
let sequence = rows;
let active = null;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function named(row) {
  return `segment ${row.id.slice(row.id.lastIndexOf(":") + 1)}`;
}

function say(message) {
  $("live").textContent = message;
}

/** Says it where it can be seen, too. */
function tell(message) {
  $("showing").hidden = false;
  $("showing").textContent = message;
  say(message);
}

/* One row */

function marked(runs) {
  return runs.flatMap(([tag, text]) => {
    const core = text.trim();
    if (!tag || !core) return tag ? [element(tag, { textContent: text })] : [text];
    const start = text.indexOf(core); // white space at the ends is left unmarked
    return [text.slice(0, start), element(tag, { textContent: core }), text.slice(start + core.length)];
  });
}

/** The reviewer's text with what came, below it the machine's with what went. */
function compared(machine, text) {
  const runs = difference(machine, text);
  const without = (kind) => marked(runs.filter(([tag]) => tag !== kind));
  return [
    element("span", { className: "said" }, ...without("del")),
    ...(machine ? [element("span", { className: "machine" }, "Machine: ", ...without("ins"))] : []),
  ];
}

function paint(row) {
  const { state, target, note, by } = store.decision(row.place);
  row.li.dataset.state = state;
  row.li.classList.toggle("drafted", store.drafts.has(row.place) || store.noteDrafts.has(row.place));
  if (row.editor) return;
  if (state === "edited") {
    row.untouched ??= [...row.cell.childNodes];
    row.cell.replaceChildren(...compared(row.target ?? "", target ?? ""));
  } else if (row.untouched) {
    row.cell.replaceChildren(...row.untouched);
    row.untouched = null;
  }
  row.note?.remove();
  row.note = note ? element("p", { className: "note" }, note) : null;
  if (note) {
    if (by) row.note.append(element("span", { className: "byline", textContent: ` — ${by}` }));
    (row.li.querySelector(":scope > .flags") ?? row.button).after(row.note);
  }
  row.button.ariaLabel = state === "new" ? `Accept ${named(row)}` : `Take back: ${named(row)} is ${state}`;
  row.folded = null;
  if (row === active) paintTools(state);
}

function paintTools(state) {
  for (const [name, value] of [["accept", "accepted"], ["edit", "edited"], ["reject", "rejected"]]) {
    $("tools").querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(state === value));
  }
}

function activate(row, { focus = true, scroll = true } = {}) {
  if (active && active !== row) {
    active.li.classList.remove("active");
    active.li.removeAttribute("aria-current");
    active.li.tabIndex = -1;
    for (const mark of active.li.querySelectorAll("del, ins, mark")) mark.removeAttribute("tabindex");
    active.button.tabIndex = -1;
  }
  active = row;
  const { li } = row;
  li.classList.add("active");
  li.setAttribute("aria-current", "true");
  li.tabIndex = 0;
  row.button.tabIndex = 0;
  for (const mark of li.querySelectorAll("[title], [data-why]")) if (!mark.closest(".editor")) mark.tabIndex = 0;
  if ($("tools").parentNode !== li) li.append($("tools"));
  $("tools").hidden = false;
  $("tools").setAttribute("aria-label", `Decide on ${named(row)}`);
  paintTools(store.decision(row.place).state);
  if (focus) li.focus({ preventScroll: true });
  if (scroll) li.scrollIntoView({ block: "nearest" });
}

/* Which rows */

/** Letters without their marks and case, so that "Istanbul" finds "İstanbul". */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ı", "i").toLowerCase();
}

function searchable(row) {
  row.folded ??= folded([...row.li.querySelectorAll(":scope > .text, :scope > .flags, :scope > .note")]
    .map((part) => part.textContent).join("\n"));
  return row.folded;
}

function fits(row, text) {
  return (!filters.document || filters.document === row.document)
    && (!filters.statuses.size || filters.statuses.has(row.status))
    && (!filters.checks.size || row.checks.some((check) => filters.checks.has(check)))
    && (!filters.states.size || filters.states.has(store.decision(row.place).state)
      || (filters.states.has("note") && store.decision(row.place).note !== ""))
    && (!text || searchable(row).includes(text));
}

function filter() {
  const text = folded(filters.text.trim());
  const narrowed = Boolean(text || filters.document || filters.states.size || filters.statuses.size || filters.checks.size);
  let count = 0;
  for (const row of rows) {
    const shown = fits(row, text) && (row.status !== "furniture" || !filters.states.size || store.decision(row.place).state !== "new");
    if (shown !== row.shown) row.li.hidden = !shown;
    row.shown = shown;
    count += shown && row.status !== "furniture" ? 1 : 0;
  }
  for (const [fold, inside] of folds) {
    fold.parentNode.hidden = !inside.some((row) => row.shown);
    if (text || filters.statuses.has("furniture") || filters.checks.size) fold.open ||= !fold.parentNode.hidden;
  }
  for (const [section, inside] of sections) section.hidden = !inside.some((row) => row.shown);
  $("showing").textContent = narrowed ? `${count} of ${counted.length} sentences` : "";
  $("showing").hidden = !narrowed;
  $("nothing").hidden = rows.some((row) => row.shown);
  $("clear").disabled = !narrowed;
  offerBulk();
  highlight(text);
}

const folds = grouped(rows.filter((row) => row.fold), (row) => row.fold);
const sections = grouped(rows, (row) => row.li.closest(".doc"));

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

/** Paints the first places found, without touching the text. */
function highlight(text) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("search");
  if (!text) return;
  const ranges = [];
  for (const row of sequence) {
    if (!row.shown || ranges.length > 300) continue;
    for (const part of row.li.querySelectorAll(":scope > .text")) {
      const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const inside = folded(walk.currentNode.data);
        // Folding can change the length; then the places would not fit.
        if (inside.length !== walk.currentNode.data.length) continue;
        for (let at = inside.indexOf(text); at >= 0; at = inside.indexOf(text, at + text.length)) {
          const range = new Range();
          range.setStart(walk.currentNode, at);
          range.setEnd(walk.currentNode, at + text.length);
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

/* In which order */

// As on the server's side: lists out of sight cost nothing, and few lists are soon looked through.
const ROWS_IN_LIST = 25;

function chunks(items, size) {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

function arrange(order) {
  const worst = order === "worst";
  if (worst) {
    sequence = [...counted].sort((a, b) => b.weight - a.weight || a.place - b.place);
    $("worst").replaceChildren(...chunks(sequence.map((row) => row.li), ROWS_IN_LIST)
      .map((some) => element("ol", { className: "rows" }, ...some)));
  } else {
    sequence = rows;
    for (const [home, children] of homes) home.replaceChildren(...children);
  }
  $("worst").hidden = !worst;
  $("reading").hidden = worst;
}

const homes = new Map([...new Set(rows.map((row) => row.home))].map((home) => [home, [...home.children]]));

function reachable(row) {
  return row.shown && (!row.fold || row.fold.open || sequence !== rows);
}

/** The next row from the active one, forwards (1) or backwards (-1), that passes the test. */
function neighbour(step, passes = () => true) {
  let at = active ? sequence.indexOf(active) : step > 0 ? -1 : sequence.length;
  for (at += step; at >= 0 && at < sequence.length; at += step) {
    if (reachable(sequence[at]) && passes(sequence[at])) return sequence[at];
  }
  return null;
}

/* Progress */

function progress() {
  const tally = { new: 0, accepted: 0, edited: 0, rejected: 0, note: 0 };
  for (const row of counted) {
    const { state, note } = store.decision(row.place);
    tally[state]++;
    if (note) tally.note++;
  }
  const done = counted.length - tally.new;
  const share = counted.length ? (100 * done) / counted.length : 100;
  $("done").textContent = done.toLocaleString("en");
  $("total").textContent = counted.length.toLocaleString("en");
  $("meter").setAttribute("aria-valuenow", share.toFixed());
  $("meter").setAttribute("aria-valuetext", `${done} of ${counted.length}`);
  for (const part of $("meter").children) part.style.width = `${(100 * tally[part.className]) / (counted.length || 1)}%`;
  for (const output of document.querySelectorAll("#states output")) output.textContent = tally[output.dataset.value].toLocaleString("en");
  offerBulk();
  $("undo").disabled = !store.history.length;
  $("save").classList.toggle("unsaved", store.unsaved > 0);
  $("save").title = store.unsaved ? "Some decisions are not saved to a file yet" : "";
}

/** The sentences that "accept all" is about: shown, without flags, not decided on. */
function unflagged() {
  return sequence.filter((row) => row.shown && !row.flagged && row.status !== "furniture" && store.decision(row.place).state === "new");
}

function offerBulk() {
  const count = unflagged().length;
  $("bulk").disabled = !count;
  $("bulk").textContent = count ? `Accept ${count} without flags` : "Accept all without flags";
}

function repaint(places) {
  for (const place of places) paint(rows[place]);
  progress();
}
