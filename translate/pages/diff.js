"use strict";
/* The difference of two texts, word by word. */

const LARGEST_TABLE = 1_000_000;

function words(text) {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*|[^]/gu) ?? [];
}

const LEAST_IN_COMMON = 0.25;

/** [["", same], ["del", went], ["ins", came], …]; without "ins" the old text, without "del" the new. */
function difference(before, after) {
  const old = words(before);
  const now = words(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const runs = [["", old.slice(0, head).join("")]];
  runs.push(...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)));
  runs.push(["", old.slice(old.length - tail).join("")]);
  const found = tidied(runs);
  const same = found.reduce((sum, [kind, text]) => sum + (kind ? 0 : text.length), 0);
  // Texts that share a word here and there are easier to read whole.
  if (same < LEAST_IN_COMMON * Math.max(before.length, after.length)) return tidied([["del", before], ["ins", after]]);
  return found;
}

function middle(old, now) {
  const width = now.length + 1;
  if (!old.length || !now.length || old.length * now.length > LARGEST_TABLE) {
    return [["del", old.join("")], ["ins", now.join("")]];
  }
  // common[i * width + j]: the most words that old from i and now from j have in common, in order
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const runs = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      runs.push(["", old[i]]);
      i++;
      j++;
    } else if (j === now.length || (i < old.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      runs.push(["del", old[i++]]);
    } else {
      runs.push(["ins", now[j++]]);
    }
  }
  return runs;
}

/** Joins neighbours of one kind; a space that stayed between two changes counts as changed with them. */
function tidied(runs) {
  const joined = [];
  let went = "";
  let came = "";
  const flush = () => {
    if (went) joined.push(["del", went]);
    if (came) joined.push(["ins", came]);
    went = came = "";
  };
  runs.forEach(([kind, text], at) => {
    if (kind === "del") went += text;
    else if (kind === "ins") came += text;
    else if ((went || came) && text && !text.trim() && runs[at + 1]?.[0]) {
      went += text;
      came += text;
    } else if (text) {
      flush();
      if (joined.at(-1)?.[0] === "") joined.at(-1)[1] += text;
      else joined.push(["", text]);
    }
  });
  flush();
  return joined;
}
