/* The decisions: what they are, undo, the browser's storage, and decisions.jsonl. */

const page = JSON.parse(document.getElementById("data").textContent);
const UNDECIDED = Object.freeze({ state: "new", target: null, note: "", by: "", at: "" });
const STATES = ["new", "accepted", "edited", "rejected"];
const KEY = `ungarble:${page.corpus}`;
const UNSAVED = `ungarble:unsaved:${page.sentences}`; // what no file has yet, for a page of the same sentences with other English

const store = {
  changed: new Map(), // place of a segment → its decision, with the stamp of what it was made on
  drafts: new Map(), // place → an edit that was left half-written
  noteDrafts: new Map(), // place → a note that was left half-written
  filed: new Set(), // places that stand in a decisions.jsonl: saved from here, or opened
  history: [], // each: [[place, decision before], …]
  savedSteps: 0, // how many of them are in a file that was saved
  unsaved: 0,
  works: true,

  decision(place) {
    return this.changed.get(place) ?? page.rows[place].review ?? UNDECIDED;
  },

  /** Who decides now, and when. */
  signature() {
    return { by: $("reviewer").value.trim(), at: new Date().toISOString().replace(/\.\d+Z$/, "Z") };
  },

  /** Takes decisions, {state, target, note} by place, as one step that can be undone; `by`, `at` and `stamp` may be given. */
  decide(entries) {
    const signature = this.signature();
    const step = [];
    for (const [place, wanted] of entries) {
      const before = this.decision(place);
      // Who goes on from an earlier decision has seen what that was made on, and perhaps no more.
      const stamp = [before.stamp, rows[place].stamp].find((one) => one?.includes("."));
      const after = { ...before, ...signature, stamp, ...wanted };
      if (after.state !== "edited") after.target = null;
      if (after.state === before.state && after.target === before.target && after.note === before.note) continue;
      step.push([place, this.changed.get(place)]);
      const nothing = after.state === "new" && !after.note && !page.rows[place].review && !this.filed.has(place);
      this.changed.set(place, nothing ? UNDECIDED : after);
    }
    if (step.length) this.history.push(step);
    this.unsaved += step.length;
    this.keep();
    return step.map(([place]) => place);
  },

  undo() {
    const saved = this.history.length <= this.savedSteps;
    const step = this.history.pop() ?? [];
    this.savedSteps = Math.min(this.savedSteps, this.history.length);
    for (const [place, before] of step) {
      // The corpus may have what was saved; there only a later decision takes its place.
      if (saved && this.filed.has(place)) {
        this.changed.set(place, { ...(before ?? page.rows[place].review ?? UNDECIDED), ...this.signature() });
      } else if (before === undefined) this.changed.delete(place);
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
    const [changed, drafts, noteDrafts, filed] = [this.changed, this.drafts, this.noteDrafts, this.filed].map((all) => [...all]);
    this.works = remember(KEY, JSON.stringify({ changed, drafts, noteDrafts, filed, unsaved: this.unsaved, done }));
    if (this.works) remember(UNSAVED, this.unsaved ? this.lines().join("") : "");
    $("storage-notice").hidden = this.works;
  },

  /** Takes up what the browser kept; gives how many decisions gave way to others in a page made anew. */
  recall() {
    const text = recalled(KEY);
    if (text === null) return 0;
    let overtaken = 0;
    try {
      const { changed, drafts, noteDrafts = [], filed = [], unsaved } = JSON.parse(text);
      const known = ([place]) => place in page.rows;
      this.changed = new Map();
      this.drafts = new Map(drafts.filter(known));
      this.noteDrafts = new Map(noteDrafts.filter(known));
      this.filed = new Set(filed.filter((place) => place in page.rows));
      this.unsaved = unsaved;
      for (const [place, decision] of changed.filter(known)) {
        const { digest, review } = page.rows[place];
        // A page made anew from the corpus can hold what was decided elsewhere since.
        if (!(review?.at >= decision.at)) this.changed.set(place, { stamp: digest, ...decision });
        else if (this.giveWay(place, decision, review)) overtaken++;
      }
    } catch {
      // What another program put there is no work of ours.
    }
    return overtaken;
  },

  /** Takes over what was not saved when the English was another; gives how much, and how much was a verdict on that English. */
  inherit() {
    const text = recalled(KEY) === null ? recalled(UNSAVED) : null;
    if (!text) return [0, 0];
    const [entries, strange, outdated] = this.read(text);
    return [this.decide(entries).length, strange + outdated];
  },

  /** Keeps as drafts what the reviewer wrote, where a later decision stands; gives whether anything is lost by it. */
  giveWay(place, own, review) {
    const imported = own.at === review.at || (own.by !== "" && own.by === review.by);
    const agreed = own.state === review.state && own.target === review.target && (own.note || review.note) === review.note;
    if (own.at === "" || imported || agreed) return false;
    if (own.state === "edited" && own.target !== review.target && !this.drafts.has(place)) this.drafts.set(place, own.target);
    if (own.note && own.note !== review.note && !this.noteDrafts.has(place)) this.noteDrafts.set(place, own.note);
    return true;
  },

  /** Whether a segment belongs into decisions.jsonl: what nobody decided on here is not ours to say again. */
  belongs(place) {
    return (this.changed.get(place)?.at ?? "") !== ""; // one that was taken back has a time, too
  },

  /** Remembers what a file now says: taking it back has to be said in the next one. */
  saved() {
    for (const place of page.rows.keys()) if (this.belongs(place)) this.filed.add(place);
    this.savedSteps = this.history.length;
    this.unsaved = 0;
    this.keepNow();
  },

  /** decisions.jsonl: every segment that was decided on here, and those taken back. */
  lines() {
    const lines = [];
    page.rows.forEach((row, place) => {
      if (!this.belongs(place)) return;
      const { state, target, note, by, at, stamp = rows[place].stamp } = this.decision(place);
      const line = JSON.stringify({ id: row.id, digest: stamp, state, target: said(row, state, target), note, by, at });
      // Some programs take these for line ends.
      const escaped = line.replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
      lines.push(`${escaped}\n`);
    });
    return lines;
  },

  /** Decisions of a decisions.jsonl that fit this corpus; gives [entries, how many do not fit, how many are outdated]. */
  read(text) {
    const places = new Map(page.rows.map((row, place) => [`${row.id} ${row.digest}`, place]));
    const entries = new Map();
    let strange = 0;
    let outdated = 0;
    for (const line of text.split("\n")) {
      if (!line.trim()) continue;
      let entry = null;
      try {
        entry = JSON.parse(line);
      } catch {
        // counted below
      }
      const place = places.get(`${entry?.id} ${String(entry?.digest).split(".")[0]}`);
      const wanted = place === undefined ? null : asked(entry, page.rows[place]);
      if (!wanted) strange++;
      else if ((wanted.at ?? "") < ((entries.get(place) ?? this.decision(place)).at ?? "")) outdated++;
      else entries.set(place, wanted);
    }
    return [[...entries], strange, outdated];
  },
};

/** The English that goes with a state: by it an import knows a verdict on other English than it finds. */
function said(row, state, target) {
  if (state === "edited") return target;
  return state === "new" ? null : row.target;
}

/** What a line of a file asks for a row; null where it asks nothing, or is a verdict on other English. */
function asked({ digest, state, target, note, ...rest }, row) {
  const text = typeof target === "string" ? target.trim() : null;
  const other = text !== null && text !== (row.target ?? "").trim();
  if (!STATES.includes(state) || (state === "edited" && text === null)) return null;
  if (state === "rejected" && other && String(digest).includes(".")) return null;
  const approved = state === "accepted" || state === "edited";
  if (approved && other && !text) return null;
  const meant = approved ? (other ? "edited" : "accepted") : state;
  return { state: meant, target: text, note: String(note ?? ""), stamp: digest, ...signed(rest) };
}

/** Who decided and when, as far as a line of a file says so: it stays theirs. */
function signed(entry) {
  return Object.fromEntries(["by", "at"].filter((key) => typeof entry[key] === "string" && entry[key]).map((key) => [key, entry[key]]));
}

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
