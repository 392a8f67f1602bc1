"""How long the review page of a large corpus keeps people waiting: measured in Chromium, printed, not judged.

    python -m tests.browser.fluency [SENTENCES]

For each action: the longest stretch of work on the page's main thread in CPU time (which other programs on
the machine do not lengthen, and below which the screen cannot answer), and the time by the clock from the
key press to the next picture.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.browser.chromium import launched
from tests.browser.corpora import ordinary
from translate.corpus import Segment
from translate.formats import review

REPEATS = 12

CLOCK = """() => {
  window.waits = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.waits.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
}"""


def corpus(sentences: int) -> Iterator[Segment]:
    """``sentences`` segments in documents of about 180, each as long as a news sentence."""
    filler = " The talks, which the ministers had announced a week before, went on until late in the evening."
    for number in range(sentences):
        model = ordinary()[1 + number % 2]
        name = f"document-{1 + number // 180}"
        yield replace(
            model, id=f"{name}:{1 + number % 180 // 4}.{1 + number % 4}", document=name,
            source=model.source.strip() + filler, cleaned=model.cleaned.strip() + filler,
            target=(model.target or "") + filler, flags=model.flags if number % 7 == 0 else (),
        )  # fmt: skip


def actions(page: Any) -> dict[str, Callable[[int], object]]:
    press = page.keyboard.press
    return {
        "J, next": lambda _: press("j"),
        "Ctrl+Enter, accept": lambda _: press("Control+Enter"),
        "N, next flagged": lambda _: press("n"),
        "U, undo": lambda _: press("u"),
        "scroll by a screen": lambda _: page.mouse.wheel(0, 800),
        "E, edit": lambda at: press("Escape" if at % 2 else "e"),
        "type a letter in an edit": lambda at: press("x" if at else "e"),
        "leave the edit, search": lambda at: press(("Escape", "/", "Shift")[min(at, 2)]),
        "type a letter in search": lambda at: press("ministers ha"[at]),
        "empty the search": lambda at: press(("Control+a", "Backspace", "Escape")[min(at, 2)]),
        "filter by document": lambda at: page.select_option("#document", index=at % 3),
        "order": lambda at: page.select_option("#order", ("worst", "reading")[at % 2]),
    }


def main() -> None:
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else review.PART_SEGMENTS
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        path, trace = Path(folder) / "review.html", Path(folder) / "trace.json"
        review.write(corpus(sentences), path)
        print(f"{sentences:,} sentences, {path.stat().st_size / 1e6:.1f} MB\n")
        waits = dict(by_the_clock(browser, path))
        print(f"{'action':28}{'CPU ms, median':>16}{'longest':>9}{'clock ms, median':>18}{'longest':>9}")
        page = opened(browser, path)
        for name, action in actions(page).items():
            tasks = []
            for at in range(REPEATS):
                browser.start_tracing(page=page, path=trace, categories=["toplevel"])
                action(at)
                page.wait_for_timeout(250)
                browser.stop_tracing()
                tasks.append(longest_task(trace))
            clock = sorted(waits[name])
            told = f"{clock[len(clock) // 2]:>18.0f}{clock[-1]:>9.0f}" if clock else f"{'under 16':>18}"
            print(f"{name:28}{sorted(tasks)[REPEATS // 2]:>16.0f}{max(tasks):>9.0f}{told}")


def opened(browser: Any, path: Path) -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_timeout(2000)
    return page


def by_the_clock(browser: Any, path: Path) -> Iterator[tuple[str, list[float]]]:
    """For each action the milliseconds from its events to the next picture, where they are 16 or more."""
    page = opened(browser, path)
    page.evaluate(CLOCK)
    for name, action in actions(page).items():
        page.evaluate("waits.length = 0")
        for at in range(REPEATS):
            action(at)
            page.wait_for_timeout(150)
        yield name, page.evaluate("waits")


def longest_task(trace: Path) -> float:
    """Milliseconds of CPU of the longest task on the page's main thread."""
    events = json.loads(trace.read_text("utf-8"))["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event.get("tdur", 0)
        for event in events
        if event.get("ph") == "X" and "RunTask" in event["name"] and (event["pid"], event["tid"]) in mains
    ]
    return max(tasks, default=0) / 1000


if __name__ == "__main__":
    main()
