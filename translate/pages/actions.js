/* What can be done with sentences: decide, move, edit, save. */

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
  // What is left of an edit is a draft; a note is about the sentence, whatever is decided on it.
  if (row.editor?.matches(".note-editor")) keepNote(row);
  else closeEditors(row);
  ACTIONS[name](row);
}

function toggle(row, state) {
  const standing = store.decision(row.place).state;
  const taken = standing === state;
  // To accept what was edited is to leave the edit; “Machine’s text” in the editor puts the other back.
  if (state === "accepted" && standing === "edited") say(`${named(row)} stays as edited`);
  else decide(row, { state: taken ? "new" : state }, taken ? "is open again" : state);
}

function acceptAndMove() {
  const row = active ?? neighbour(1);
  if (!row) return;
  if (row !== active) activate(row);
  if (row.editor?.matches(".editor")) keepEdit(row);
  else if (row.editor) keepNote(row);
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
    activate(row, { scroll: false });
  });
  const leave = element("button", { type: "button", textContent: "Cancel" });
  leave.addEventListener("click", () => leaveField(row));
  const hint = element("kbd", { textContent: "Ctrl Enter", ariaHidden: "true" });
  row.li.classList.add("editing");
  return [area, element("div", { className: "buttons" }, keep, hint, leave)];
}

function edit(row) {
  const { state, target } = store.decision(row.place);
  const machine = row.target ?? "";
  const text = store.drafts.get(row.place) ?? (state === "edited" ? target ?? "" : machine);
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
  row.untouched ??= [...row.cell.childNodes];
  row.editor = element("div", { className: "editor" }, area, changes, buttons);
  row.cell.replaceChildren(row.editor);
  show();
  area.focus();
  area.setSelectionRange(text.length, text.length);
}

function keepEdit(row) {
  const text = row.editor.querySelector("textarea").value.trim();
  store.drafts.delete(row.place);
  closeEditors(row);
  if (text === (row.target ?? "").trim()) decide(row, { state: "accepted" }, "accepted as it is");
  else if (!text) decide(row, { state: "rejected" }, "rejected, as nothing is left of it");
  else decide(row, { state: "edited", target: text }, "edited");
}

function annotate(row) {
  const text = store.noteDrafts.get(row.place) ?? store.decision(row.place).note;
  const [area, buttons] = field(row, "Note on", text, () => keepNote(row));
  area.addEventListener("input", () => {
    store.noteDrafts.set(row.place, area.value);
    store.keep();
  });
  row.editor = element("div", { className: "note-editor" }, area, buttons);
  row.li.insertBefore(row.editor, $("tools"));
  area.focus();
}

function keepNote(row) {
  const note = row.editor.querySelector("textarea").value.trim();
  store.noteDrafts.delete(row.place);
  closeEditors(row);
  decide(row, { note }, note ? "has a note" : "has no note");
}

function leaveField(row) {
  const { state, target, note } = store.decision(row.place);
  const noting = row.editor.matches(".note-editor");
  const drafts = noting ? store.noteDrafts : store.drafts;
  const standing = noting ? note : state === "edited" ? target : row.target ?? "";
  if (drafts.get(row.place) === standing) drafts.delete(row.place);
  store.keep();
  closeEditors(row);
  activate(row, { scroll: false });
  if (drafts.has(row.place)) say(`Left. ${noting ? "Note" : "Edit"} again to go on from where you were.`);
}

function closeEditors(row) {
  row.editor?.remove();
  row.editor = null;
  if (row.untouched) row.cell.replaceChildren(...row.untouched);
  row.untouched = null;
  row.li.classList.remove("editing");
  paint(row);
}

/* Files */

function save() {
  const file = new Blob(store.lines(), { type: "application/jsonl" });
  const link = element("a", { href: URL.createObjectURL(file), download: page.file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  store.saved();
  progress();
  say(`Saved as ${page.file}`);
}

async function open(file) {
  const [entries, strange, outdated] = store.read(await file.text());
  for (const [place] of entries) store.filed.add(place);
  repaint(store.decide(entries));
  const left = outdated ? ` ${outdated} are older than what stands here.` : "";
  tell(`${entries.length} decisions taken from ${file.name}; ${strange} do not fit this page.${left}`);
}
