/* The decisions: what they are, undo, the browser's storage, and decisions.jsonl. */

const page = JSON.parse(document.getElementById("data").textContent);
const UNDECIDED = Object.freeze({ state: "new", target: null, note: "", by: "", at: "" });
const STATES = ["new", "accepted", "edited", "rejected"];
const KEY = `ungarble:${page.corpus}`;

const store = {
  changed: new Map(), // place of a segment → its decision, where it differs from the corpus
  drafts: new Map(), // place → an edit that was left half-written
  history: [], // each: [[place, decision before], …]
  unsaved: 0,
  works: true,

  decision(place) {
    return this.changed.get(place) ?? page.rows[place].review ?? UNDECIDED;
  },

  /** Takes decisions, {state, target, note} by place, as one step that can be undone. */
  decide(entries) {
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const by = $("reviewer").value.trim();
    const step = [];
    for (const [place, wanted] of entries) {
      const before = this.decision(place);
      const after = { ...before, ...wanted, by, at };
      if (after.state !== "edited") after.target = null;
      if (after.state === before.state && after.target === before.target && after.note === before.note) continue;
      step.push([place, this.changed.get(place)]);
      this.changed.set(place, after.state === "new" && !after.note && !page.rows[place].review ? UNDECIDED : after);
    }
    if (step.length) this.history.push(step);
    this.unsaved += step.length;
    this.keep();
    return step.map(([place]) => place);
  },

  undo() {
    const step = this.history.pop() ?? [];
    for (const [place, before] of step) {
      if (before === undefined) this.changed.delete(place);
      else this.changed.set(place, before);
    }
    this.unsaved += step.length;
    this.keep();
    return step.map(([place]) => place);
  },

  /** Keeps the work in the browser, soon: many decisions in a row are written once. */
  keep() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepNow(), 250);
  },

  keepNow() {
    clearTimeout(this.timer);
    const done = counted.filter((row) => this.decision(row.place).state !== "new").length; // for the index of parts
    const work = { changed: [...this.changed], drafts: [...this.drafts], unsaved: this.unsaved, done };
    this.works = remember(KEY, JSON.stringify(work));
    $("storage-notice").hidden = this.works;
  },

  recall() {
    const text = recalled(KEY);
    if (text === null) return;
    try {
      const { changed, drafts, unsaved } = JSON.parse(text);
      const known = ([place]) => place in page.rows;
      this.changed = new Map(changed.filter(known));
      this.drafts = new Map(drafts.filter(known));
      this.unsaved = unsaved;
    } catch {
      // What another program put there is no work of ours.
    }
  },

  /** decisions.jsonl: every segment that was decided on, here or before, and those taken back. */
  lines() {
    const lines = [];
    page.rows.forEach((row, place) => {
      const { state, target, note, by, at } = this.decision(place);
      if (state === "new" && !note && !row.review) return;
      const line = JSON.stringify({ id: row.id, digest: row.digest, state, target, note, by, at });
      // Some programs take these for line ends.
      const escaped = line.replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
      lines.push(`${escaped}\n`);
    });
    return lines;
  },

  /** Decisions of a decisions.jsonl that fit this corpus; gives [entries, how many do not fit]. */
  read(text) {
    const places = new Map(page.rows.map((row, place) => [`${row.id} ${row.digest}`, place]));
    const entries = [];
    let strange = 0;
    for (const line of text.split("\n")) {
      if (!line.trim()) continue;
      let entry = null;
      try {
        entry = JSON.parse(line);
      } catch {
        // counted below
      }
      const place = places.get(`${entry?.id} ${entry?.digest}`);
      const sound = STATES.includes(entry?.state) && (entry.state !== "edited" || typeof entry.target === "string");
      if (place === undefined || !sound) strange++;
      else entries.push([place, { state: entry.state, target: entry.target, note: String(entry.note ?? "") }]);
    }
    return [entries, strange];
  },
};

/** Storage can be full, switched off, or missing (a file opened in private mode). */
function remember(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function recalled(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function setting(name, value) {
  if (value !== undefined) remember(`ungarble:${name}`, value);
  return recalled(`ungarble:${name}`);
}
