"use strict";
/* How far the review of each part has come, as far as this browser knows. */

const parts = JSON.parse(document.getElementById("data").textContent);
const cells = document.querySelectorAll(".reviewed");

function decided(part) {
  try {
    const work = JSON.parse(localStorage.getItem(`ungarble:${part.corpus}`));
    return work?.done ?? part.reviewed;
  } catch {
    return part.reviewed;
  }
}

function show() {
  const done = parts.map(decided);
  cells.forEach((cell, at) => {
    cell.textContent = done[at].toLocaleString("en");
  });
  const all = parts.reduce((sum, part) => sum + part.sentences, 0);
  const reviewed = done.reduce((sum, count) => sum + count, 0);
  document.getElementById("overall").textContent = `${reviewed.toLocaleString("en")} of ${all.toLocaleString("en")} reviewed`;
}

addEventListener("storage", show);
addEventListener("pageshow", show);
show();
