"""The pages in a real Chromium: reading, deciding with keys alone, keeping, saving, importing, and harm."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.browser.chromium import ARTEFACTS, axe, launched
from tests.browser.corpora import HARMFUL, english, hostile, ordinary
from translate.corpus import Review, Segment, read_corpus, write_corpus
from translate.decisions import Decision, stamp
from translate.formats import FORMATS, review
from translate.report import write_report
from translate.reviews import MergeReport, import_file

pytestmark = pytest.mark.browser

WIDTHS = ((360, 780), (900, 900), (1440, 900))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


Visit = Callable[..., Any]


@pytest.fixture
def visit(chromium: Any) -> Iterator[Visit]:
    """Opens a file as a browser does; at the end of the test no page may have erred or asked for more."""
    contexts, troubles = [], []

    def opened(
        path: Path, *, context: Any = None, width: int = 1440, height: int = 900, **options: Any
    ) -> Any:
        if context is None:
            context = chromium.new_context(viewport={"width": width, "height": height}, **options)
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: asked(request.url))
        page.goto(path.as_uri())
        return page

    def asked(url: str) -> None:
        if not url.startswith(("file:", "blob:")):
            troubles.append(f"request: {url}")

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def ordinary_page(tmp_path: Path) -> Path:
    return made(tmp_path, ordinary())


def made(folder: Path, segments: list[Segment]) -> Path:
    """A folder with a corpus and its review page; gives the page."""
    with open(folder / "corpus.jsonl", "w", encoding="utf-8") as file:
        write_corpus(segments, file)
    review.write(segments, folder / "review.html")
    return folder / "review.html"


def shown(page: Any) -> list[str]:
    """The numbers of the rows that are shown, in the order of the page."""
    found: list[str] = page.eval_on_selector_all(
        "main .row:not([hidden]) > .number",
        "all => all.filter(e => e.checkVisibility()).map(e => e.textContent)",
    )
    return [text.replace(" ", ":") for text in found]


def state(page: Any, number: str) -> str:
    return str(page.locator(f'[id="s-{number}"]').get_attribute("data-state"))


def active(page: Any) -> str:
    return str(page.locator("[aria-current=true]").get_attribute("id")).removeprefix("s-")


def keys(page: Any, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def point_at(page: Any, selector: str) -> None:
    """Moves the pointer to the middle of the element's first line."""
    x, y = page.locator(selector).first.evaluate(
        "e => { const box = e.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }"
    )
    page.mouse.move(x, y)


def imported(corpus: Path, file: Path) -> MergeReport:
    return import_file(corpus, file, on_error=lambda error: pytest.fail(str(error)))


def reviewed(corpus: Path, id_: str) -> str:
    """What the corpus has decided on a sentence."""
    return next(s.review.state if s.review else "new" for s in read_corpus(corpus) if s.id == id_)


def decisions(page: Any, path: Path) -> list[dict[str, Any]]:
    """Presses "Save decisions" and gives what was downloaded."""
    with page.expect_download() as waiting:
        page.click("#save")
    waiting.value.save_as(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- reading -----------------------------------------------------------------------------------------------


def test_opens_and_shows_every_sentence(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    assert page.locator("main h2").all_inner_texts() == ["sanctions", "zirve", "quiet"]
    assert page.locator(".tally").inner_text() == "1 of 10 reviewed"
    assert len(shown(page)) == 10, "furniture is folded away"
    page.locator("summary", has_text="3 lines set aside: comment form").click()
    assert len(shown(page)) == 13
    assert state(page, "quiet:3.1") == "accepted", "decisions in the corpus are the starting point"


def test_hovering_over_a_change_tells_the_rule_and_why(visit: Visit, tmp_path: Path) -> None:
    from translate.corpus import Edit
    from translate.rules import RULES

    path = made(tmp_path, [english("a:1.1", "one too", Edit(RULES[0].id, 4, "too", "two"))])
    page = visit(path)
    point_at(page, "main ins")
    assert page.locator("#tip").inner_text().split("\n", 1) == [RULES[0].id, RULES[0].why]
    page.mouse.move(5, 5)
    assert not page.locator("#tip").is_visible()


def test_focus_tells_the_same_as_hovering_and_escape_hides_it(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "Tab")
    assert page.locator("#tip").inner_text() == "suspected: “sanctions” may belong to another noun" or (
        page.locator("#tip").inner_text() == "against-moved"
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    keys(page, "Escape")
    assert not page.locator("#tip").is_visible()


def test_filters(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    page.get_by_label("Repaired").check()
    assert shown(page) == ["sanctions:2.1", "sanctions:2.2", "quiet:1.2", "quiet:2.1"]
    assert page.locator("#showing").inner_text() == "4 of 10 sentences"
    page.get_by_label("Repaired").uncheck()
    page.get_by_label("number", exact=False).first.check()
    assert shown(page) == ["zirve:1.1"]
    page.click("#clear")
    assert len(shown(page)) == 10
    page.get_by_label("Document").select_option("quiet")
    assert shown(page) == ["quiet:1.1", "quiet:1.2", "quiet:2.1", "quiet:3.1"]
    page.get_by_role("checkbox", name="Accepted").check()
    assert shown(page) == ["quiet:3.1"]
    page.get_by_label("Document").select_option("zirve")
    assert shown(page) == []
    assert page.locator("#nothing").is_visible()


def test_search_finds_letters_whatever_their_marks_and_case(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    for words, found in (("istanbul", ["zirve:1.2"]), ("ISTANBUL", ["zirve:1.2"]), ("москва", ["zirve:2.1"])):
        keys(page, "/")
        page.keyboard.type(words)
        page.wait_for_function(
            "n => document.querySelector('#showing').textContent.startsWith(n)", arg="1 of"
        )
        assert shown(page) == found
        keys(page, "Escape")
        page.click("#clear")


def test_worst_first_and_back(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    before = shown(page)
    page.get_by_label("Order").select_option("worst")
    assert shown(page)[:3] == ["zirve:1.1", "sanctions:2.1", "sanctions:2.2"]
    assert len(shown(page)) == 10
    page.get_by_label("Order").select_option("reading")
    assert shown(page) == before


def test_can_be_read_without_scripts(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page, java_script_enabled=False)
    targets = page.locator(".target").all_text_contents()
    assert [text for text in targets if not text.startswith("Set aside")] == [
        s.target for s in ordinary() if s.target
    ]
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert "Scripts are off" in page.locator("main").inner_text()


def test_prints_the_sentences_and_nothing_else(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j")
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert page.locator(".row:visible").count() == 10


# --- deciding ----------------------------------------------------------------------------------------------


def test_a_review_with_keys_alone(visit: Visit, ordinary_page: Path, tmp_path: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "Control+Enter")
    assert state(page, "sanctions:2.1") == "accepted"
    assert active(page) == "sanctions:2.2"
    assert page.evaluate("document.activeElement.id") == "s-sanctions:2.2"
    keys(page, "e", "Control+a")
    page.keyboard.type("The airspace is shut.")
    keys(page, "Control+Enter")
    assert state(page, "sanctions:2.2") == "edited"
    keys(page, "r", "m")
    page.keyboard.type("not about politics\nat all")
    keys(page, "Control+Enter")
    assert state(page, "sanctions:3.1") == "rejected"
    keys(page, "n")
    assert active(page) == "zirve:1.1", "the next with a flag that is not decided on"
    keys(page, "a", "a")
    assert state(page, "zirve:1.1") == "new"
    keys(page, "j", "a", "u", "k", "k")
    assert state(page, "zirve:1.2") == "new"
    assert active(page) == "sanctions:3.1"
    assert page.locator(".tally").inner_text() == "4 of 10 reviewed"
    lines = {line["id"]: line for line in decisions(page, tmp_path / "decisions.jsonl")}
    stamps = {segment.id: stamp(segment) for segment in ordinary()}
    assert {id_: (line["state"], line["target"], line["note"]) for id_, line in lines.items()} == {
        "sanctions:2.1": ("accepted", "What will be the sanctions against Russia?", ""),
        "sanctions:2.2": ("edited", "The airspace is shut.", ""),
        "sanctions:3.1": ("rejected", "Snow falls on the hills.", "not about politics\nat all"),
    }
    assert all(line["digest"] == stamps[id_] for id_, line in lines.items())


def test_an_edit_is_shown_word_by_word_against_the_machine_s_text(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    row = page.locator('[id="s-zirve:2.1"]')
    row.locator(".target").dblclick()
    row.locator("textarea").fill("Moscow answered.")
    assert row.locator(".difference del").all_inner_texts() == ["replied"]
    row.get_by_role("button", name="Keep").click()
    assert row.locator(".target ins").all_inner_texts() == ["answered"]
    assert row.locator(".target del").all_inner_texts() == ["replied"]
    assert row.locator(".said").inner_text() == "Moscow answered."
    row.get_by_role("button", name="Take back: segment 2.1 is edited").click()
    assert row.locator(".target").inner_text() == "Moscow replied."


def test_the_difference_gives_both_texts_back(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    draw = random.Random(5)
    words = ["a", "b", "Ab", " ", "  ", "\n", ",", "’", "ığ", "é", "👩‍👩‍👧", "\u202e", "<b>"]
    pairs = [["".join(draw.choices(words, k=draw.randrange(12))) for _ in range(2)] for _ in range(400)]
    pairs += [["word " * 3000, "drow " * 3000], ["", ""], ["same", "same"]]
    bad = page.evaluate(
        """pairs => pairs.filter(([before, after]) => {
            const runs = difference(before, after);
            const text = (kind) => runs.filter(([tag]) => tag !== kind).map(([, text]) => text).join("");
            return text("ins") !== before || text("del") !== after;
        })""",
        pairs,
    )
    assert bad == []


def test_leaving_an_edit_keeps_what_was_written_for_later(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "e", "End")
    page.keyboard.type(" Really?")
    keys(page, "Escape")
    assert state(page, "sanctions:2.1") == "new"
    assert (
        page.locator('[id="s-sanctions:2.1"] .target').inner_text()
        == "What will be the sanctions against Russia?"
    )
    assert "draft" in page.locator('[id="s-sanctions:2.1"] .number').evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    page.reload()
    keys(page, "j", "e")
    assert page.locator("textarea").input_value() == "What will be the sanctions against Russia? Really?"
    page.get_by_role("button", name="Machine’s text").click()
    keys(page, "Control+Enter")
    assert state(page, "sanctions:2.1") == "accepted", "what is left as it was is accepted"


def test_keys_in_an_edit_are_about_its_sentence(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "e", "Control+a")
    page.keyboard.type("What now?")
    page.locator('[id="s-sanctions:2.2"] .source').click()
    assert active(page) == "sanctions:2.2"
    page.locator("textarea").click()
    page.keyboard.press("Control+Enter")
    assert state(page, "sanctions:2.1") == "edited"
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == "What now?"
    assert state(page, "sanctions:2.2") == "new", "nobody decided on it"
    assert active(page) == "sanctions:2.2"


def test_tabbing_or_pointing_into_an_edit_goes_back_to_its_sentence(
    visit: Visit, ordinary_page: Path
) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "j", "e", "Control+a")
    page.keyboard.type("Shut.")
    page.locator('[id="s-sanctions:3.1"] .source').click()
    page.locator("textarea").focus()  # as with Tab
    page.keyboard.press("Control+Enter")
    assert [state(page, f"sanctions:{n}") for n in ("2.2", "3.1")] == ["edited", "new"]
    keys(page, "k", "e", "End")
    page.keyboard.type(" Really.")
    page.locator('[id="s-sanctions:2.1"] .source').click()  # its buttons push the edit downwards
    page.get_by_role("button", name="Keep").click()
    assert page.locator('[id="s-sanctions:2.2"] .said').inner_text() == "Shut. Really."
    assert active(page) == "sanctions:2.2"


@pytest.mark.parametrize(
    ("key", "expected"), [("a", "accepted"), ("r", "rejected"), ("e", "new"), ("m", "new")]
)
def test_another_action_keeps_the_note_being_written(
    visit: Visit, ordinary_page: Path, tmp_path: Path, key: str, expected: str
) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "m")
    page.keyboard.type("ask Leyla")
    page.locator('[id="s-sanctions:2.1"] .source').click()
    keys(page, key)
    assert state(page, "sanctions:2.1") == expected
    line = next(line for line in decisions(page, tmp_path / "d.jsonl") if line["id"] == "sanctions:2.1")
    assert (line["state"], line["note"]) == (expected, "ask Leyla")


def test_leaving_a_note_keeps_what_was_written_for_later(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "m")
    page.keyboard.type("ask Leyla")
    keys(page, "Escape")
    assert page.locator('[id="s-sanctions:2.1"] .note').count() == 0
    assert "draft" in page.locator('[id="s-sanctions:2.1"] .number').evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    page.reload()
    keys(page, "j", "m")
    assert page.locator("textarea").input_value() == "ask Leyla"
    page.get_by_role("button", name="Keep").click()
    assert page.locator('[id="s-sanctions:2.1"] .note').inner_text() == "ask Leyla"
    assert page.locator(".drafted").count() == 0


def test_nothing_left_of_a_sentence_means_rejected(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "e", "Control+a", "Delete", "Control+Enter")
    assert state(page, "sanctions:2.1") == "rejected"


def test_accepting_all_without_flags_is_one_step_to_undo(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    page.get_by_label("Document").select_option("quiet")
    page.get_by_role("button", name="Accept 3 without flags").click()
    assert page.locator(".tally").inner_text() == "4 of 10 reviewed"
    page.click("#undo")
    assert page.locator(".tally").inner_text() == "1 of 10 reviewed"
    assert state(page, "quiet:3.1") == "accepted"
    assert page.locator("#undo").is_disabled()


def test_single_letter_keys_can_be_switched_off(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "?")
    page.get_by_label("Single-letter keys").uncheck()
    keys(page, "Escape", "j", "a")
    assert page.locator("[aria-current=true]").count() == 0
    keys(page, "Alt+ArrowDown", "Control+Enter")
    assert state(page, "sanctions:2.1") == "accepted"
    page.reload()
    keys(page, "j")
    assert page.locator("[aria-current=true]").count() == 0, "the choice is kept"


def test_what_is_done_is_announced(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "Control+Enter")
    assert page.locator("#live").text_content() == "segment 2.1 accepted, 8 left"
    assert page.locator("#meter").get_attribute("aria-valuetext") == "2 of 10"


# --- keeping and saving ------------------------------------------------------------------------------------


def test_work_survives_a_reload(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    page.get_by_label("Reviewer").fill("Aylin")
    keys(page, "Escape", "j", "j", "e", "Control+a")
    page.keyboard.type("Shut.")
    keys(page, "Control+Enter")
    page.reload()
    assert state(page, "sanctions:2.2") == "edited"
    assert page.locator('[id="s-sanctions:2.2"] .said').inner_text() == "Shut."
    assert page.get_by_label("Reviewer").input_value() == "Aylin"


def test_two_windows_show_the_same_work(visit: Visit, ordinary_page: Path) -> None:
    one = visit(ordinary_page)
    other = visit(ordinary_page, context=one.context)
    keys(other, "j", "a")
    one.wait_for_selector('[id="s-sanctions:2.1"][data-state=accepted]')


def test_a_browser_that_keeps_nothing_is_told_of(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    assert not page.locator("#storage-notice").is_visible()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); } }")
    keys(page, "j", "a")
    page.locator("#storage-notice").wait_for(state="visible")
    assert state(page, "sanctions:2.1") == "accepted"
    page.evaluate("() => { store.unsaved = 0; }")  # else the browser asks before it lets the page go


def test_three_edits_with_keys_alone_find_their_way_into_the_corpus_and_into_xliff(
    visit: Visit, ordinary_page: Path, tmp_path: Path
) -> None:
    page = visit(ordinary_page)
    edits = {
        "sanctions:2.1": "What sanctions will Russia face?",
        "sanctions:2.2": "The airspace — “closed” & <shut>.",
        "sanctions:3.1": "Snow falls, мягко, on the hills.",
    }
    keys(page, "j")
    for text in edits.values():
        keys(page, "e", "Control+a")
        page.keyboard.insert_text(text)
        keys(page, "Control+Enter")
    decisions(page, tmp_path / "decisions.jsonl")
    corpus = tmp_path / "corpus.jsonl"
    report = imported(corpus, tmp_path / "decisions.jsonl")
    assert (report.applied, report.unchanged, report.conflicts) == (3, 0, [])
    final = {segment.id: segment.final for segment in read_corpus(corpus)}
    assert {id_: final[id_] for id_ in edits} == edits
    files = FORMATS["xliff"].write(read_corpus(corpus), tmp_path / "corpus.xlf")
    targets = [target for file in files for target in etree.parse(file).iter("{*}target")]
    assert set(edits.values()) <= {"".join(map(str, target.itertext())).strip() for target in targets}
    # And a page made of the corpus begins where the review stands.
    review.write(read_corpus(corpus), ordinary_page)
    page = visit(ordinary_page)
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == edits["sanctions:2.1"]
    assert page.locator(".tally").inner_text() == "4 of 10 reviewed"


def test_decisions_from_a_file_go_on_on_another_machine(
    visit: Visit, ordinary_page: Path, tmp_path: Path
) -> None:
    first = visit(ordinary_page)
    keys(first, "j", "a", "j", "e", "Control+a")
    first.keyboard.type("Shut.")
    keys(first, "Control+Enter")
    decisions(first, tmp_path / "decisions.jsonl")
    with open(tmp_path / "decisions.jsonl", "a", encoding="utf-8") as file:
        file.write(
            '{"id": "sanctions:2.1", "digest": "of another sentence", "state": "rejected"}\nnot JSON\n\n[1]\n'
        )
    second = visit(ordinary_page)
    assert state(second, "sanctions:2.1") == "new"
    second.set_input_files("#open", tmp_path / "decisions.jsonl")
    second.wait_for_selector('[id="s-sanctions:2.2"][data-state=edited]')
    assert state(second, "sanctions:2.1") == "accepted"
    assert second.locator("#showing").inner_text() == (
        "2 decisions taken from decisions.jsonl; 3 do not fit this page."
    )


def test_what_the_corpus_has_since_beats_what_the_browser_keeps(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "a", "j", "a", "j", "a")
    at = page.evaluate("store.decision(3).at")
    reviews = {
        "sanctions:2.1": Review("edited", "What then?", "", "Leyla", "2999-01-01T00:00:00Z"),
        "sanctions:2.2": Review("rejected", None, "", "Leyla", "2001-01-01T00:00:00Z"),
        "sanctions:3.1": Review("accepted", None, "the same, imported", "Leyla", at),
    }
    review.write([replace(s, review=reviews.get(s.id, s.review)) for s in ordinary()], ordinary_page)
    page.reload()
    assert state(page, "sanctions:2.1") == "edited"
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == "What then?"
    assert state(page, "sanctions:2.2") == "accepted", "decided here since"
    assert page.locator("#showing").inner_text().startswith("Of your decisions, 1 gave way to later ones")
    assert "the same" in page.locator('[id="s-sanctions:3.1"] .note').inner_text()


@pytest.mark.parametrize("way", ["undo", "again", "after a reload", "before it is saved"])
def test_a_decision_taken_back_after_it_was_saved_is_taken_back_in_the_corpus(
    visit: Visit, ordinary_page: Path, tmp_path: Path, way: str
) -> None:
    page = visit(ordinary_page)
    page.get_by_label("Reviewer").fill("Bob")
    keys(page, "Escape", "j", "a")
    corpus, file = tmp_path / "corpus.jsonl", tmp_path / "decisions.jsonl"
    if way != "before it is saved":
        decisions(page, file)
        imported(corpus, file)
        assert reviewed(corpus, "sanctions:2.1") == "accepted"
        page.wait_for_timeout(1100)  # times are in whole seconds, and only a later decision counts
    if way == "after a reload":
        page.reload()
        keys(page, "j")
    keys(page, "u" if way == "undo" else "a")
    lines = {line["id"]: line for line in decisions(page, file)}
    if way == "before it is saved":
        assert lines == {}
        return
    line = lines["sanctions:2.1"]
    assert (line["state"], line["target"], line["by"]) == ("new", None, "Bob")
    assert line["at"]
    assert imported(corpus, file).conflicts == []
    assert reviewed(corpus, "sanctions:2.1") == "new"


def test_undoing_what_was_not_saved_goes_back_to_the_decision_as_it_was(
    visit: Visit, ordinary_page: Path, tmp_path: Path
) -> None:
    page = visit(ordinary_page)
    page.locator('[id="s-quiet:3.1"] .source').click()
    keys(page, "r", "u")
    assert state(page, "quiet:3.1") == "accepted"
    assert decisions(page, tmp_path / "decisions.jsonl") == [], "nobody has decided anything here"


def test_opened_decisions_stay_those_of_who_took_them(
    visit: Visit, ordinary_page: Path, tmp_path: Path
) -> None:
    page = visit(ordinary_page)
    page.get_by_label("Reviewer").fill("Bob")
    file, rows = tmp_path / "ann.jsonl", {segment.id: segment for segment in ordinary()}
    wanted = {"sanctions:2.1": "accepted", "sanctions:2.2": "rejected", "quiet:3.1": "rejected"}
    ann = [
        Decision(id_, rows[id_].digest, state, None, "", "Ann", "2026-01-01T00:00:00Z")
        for id_, state in wanted.items()
    ]
    unsigned = Decision("sanctions:3.1", rows["sanctions:3.1"].digest, "accepted", None)
    file.write_text("".join(f"{decision.to_json()}\n" for decision in (*ann, unsigned)), "utf-8")
    page.set_input_files("#open", file)
    page.wait_for_selector('[id="s-sanctions:2.2"][data-state=rejected]')
    assert page.locator("#showing").inner_text() == (
        "3 decisions taken from ann.jsonl; 0 do not fit this page. 1 are older than what stands here."
    )
    page.locator('[id="s-sanctions:2.2"] .source').click()
    keys(page, "a")
    lines = {line["id"]: line for line in decisions(page, tmp_path / "decisions.jsonl")}
    assert lines["sanctions:2.1"]["by"] == "Ann"
    assert lines["sanctions:2.1"]["at"] == "2026-01-01T00:00:00Z"
    assert lines["sanctions:2.2"]["by"] == lines["sanctions:3.1"]["by"] == "Bob"
    assert lines["sanctions:2.2"]["at"] > "2026-01-01T00:00:00Z"
    assert "quiet:3.1" not in lines, "it is Leyla's, and stands in the corpus"


def test_a_verdict_does_not_land_on_english_that_nobody_saw(
    visit: Visit, ordinary_page: Path, tmp_path: Path
) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "a", "j", "r", "j", "a")
    decisions(page, tmp_path / "decisions.jsonl")
    corpus = tmp_path / "corpus.jsonl"
    anew = {"sanctions:2.1": "What sanctions?", "sanctions:2.2": "The airspace was closed."}
    with open(corpus, "w", encoding="utf-8") as file:
        write_corpus([replace(s, target=anew.get(s.id, s.target)) for s in ordinary()], file)
    report = imported(corpus, tmp_path / "decisions.jsonl")
    after = {segment.id: segment for segment in read_corpus(corpus)}
    assert reviewed(corpus, "sanctions:2.1") == "edited"
    assert after["sanctions:2.1"].final == "What will be the sanctions against Russia?"
    assert after["sanctions:2.2"].review is None
    assert [decision.id for decision, _ in report.invalid] == ["sanctions:2.2"]
    assert reviewed(corpus, "sanctions:3.1") == "accepted"
    # Nor where the file is opened in a page of that corpus.
    review.write(read_corpus(corpus), ordinary_page)
    page = visit(ordinary_page)
    page.set_input_files("#open", tmp_path / "decisions.jsonl")
    page.wait_for_function("() => document.querySelector('#showing').textContent.includes('taken from')")
    assert page.locator("#showing").inner_text() == (
        "2 decisions taken from decisions.jsonl; 1 do not fit this page."
    )
    assert [state(page, f"sanctions:{n}") for n in ("2.1", "2.2", "3.1")] == ["edited", "new", "accepted"]


def test_what_others_decided_is_not_said_again(visit: Visit, tmp_path: Path) -> None:
    corpus, bob = tmp_path / "corpus.jsonl", Review("rejected", None, "", "Bob", "2026-01-01T00:00:00Z")
    segments = [replace(s, review=bob if s.id == "sanctions:2.2" else s.review) for s in ordinary()]
    page = visit(made(tmp_path, segments))
    page.get_by_label("Reviewer").fill("Ann")
    keys(page, "Escape", "j", "a")
    withdrawn = Review("new", None, "", "Bob", "2026-02-02T00:00:00Z")
    with open(corpus, "w", encoding="utf-8") as file:
        write_corpus([replace(s, review=withdrawn if s.review == bob else s.review) for s in segments], file)
    assert [line["id"] for line in decisions(page, tmp_path / "ann.jsonl")] == ["sanctions:2.1"]
    assert imported(corpus, tmp_path / "ann.jsonl").applied == 1
    assert [reviewed(corpus, f"sanctions:{n}") for n in ("2.1", "2.2")] == ["accepted", "new"]


def test_work_that_a_page_made_anew_overtakes_stays_as_a_draft(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "e", "Control+a")
    page.keyboard.type("Which sanctions?")
    keys(page, "Control+Enter", "k", "m")
    page.keyboard.type("ask Leyla")
    keys(page, "Control+Enter")
    later = Review("accepted", None, "", "Bob", "2999-01-01T00:00:00Z")
    review.write(
        [replace(s, review=later if s.id == "sanctions:2.1" else s.review) for s in ordinary()], ordinary_page
    )
    page.reload()
    assert state(page, "sanctions:2.1") == "accepted"
    assert page.locator("#showing").inner_text() == (
        "Of your decisions, 1 gave way to later ones in the corpus. What you wrote is kept as drafts."
    )
    page.reload()
    keys(page, "j", "e")
    assert page.locator("textarea").input_value() == "Which sanctions?"
    keys(page, "Escape", "m")
    assert page.locator("textarea").input_value() == "ask Leyla"


def test_unsaved_work_outlives_other_english(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "a", "j", "r")
    assert [state(page, f"sanctions:{n}") for n in ("2.1", "2.2")] == ["accepted", "rejected"]
    seen = next(s.target for s in ordinary() if s.id == "sanctions:2.1")
    review.write(
        [
            replace(s, target=f"New: {s.target}" if s.document == "sanctions" else s.target)
            for s in ordinary()
        ],
        ordinary_page,
    )
    page.reload()
    assert [state(page, f"sanctions:{n}") for n in ("2.1", "2.2")] == ["edited", "new"]
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == seen
    assert page.locator("#showing").inner_text() == (
        "1 unsaved decisions taken over: some of the English is new since you made them. "
        "1 were on other English or are older."
    )
    page.reload()  # once is enough
    assert state(page, "sanctions:2.1") == "edited"
    assert "taken over" not in page.locator("#showing").inner_text()


def test_older_lines_do_not_replace_newer_work(visit: Visit, ordinary_page: Path, tmp_path: Path) -> None:
    page = visit(ordinary_page)
    keys(page, "j", "e", "Control+a")
    page.keyboard.type("Which sanctions?")
    keys(page, "Control+Enter")
    one = next(segment for segment in ordinary() if segment.id == "sanctions:2.1")
    ann = Decision(one.id, one.digest, "accepted", None, "", "Ann", "2026-01-01T00:00:00Z")
    lines = [
        ann,
        replace(ann, state="rejected", at=""),
        replace(ann, target="Later.", at="2999-01-01T00:00:00Z"),
    ]
    file = tmp_path / "ann.jsonl"
    file.write_text("".join(f"{line.to_json()}\n" for line in lines[:2]), "utf-8")
    page.set_input_files("#open", file)
    page.wait_for_function("() => document.querySelector('#showing').textContent.includes('2 are older')")
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == "Which sanctions?"
    file.write_text("".join(f"{line.to_json()}\n" for line in reversed(lines)), "utf-8")
    page.set_input_files("#open", file)
    page.wait_for_function(
        "() => document.querySelector('#showing').textContent.startsWith('1 decisions taken')"
    )
    assert page.locator('[id="s-sanctions:2.1"] .said').inner_text() == "Later."


def test_accepting_what_was_edited_leaves_the_edit(visit: Visit, tmp_path: Path) -> None:
    edited = Review("edited", "What then?", "", "Leyla", "2026-01-01T00:00:00Z")
    segments = [replace(s, review=edited if s.id == "sanctions:2.1" else s.review) for s in ordinary()]
    page = visit(made(tmp_path, segments))
    keys(page, "j", "a")
    assert state(page, "sanctions:2.1") == "edited"
    assert page.locator("#live").text_content() == "segment 2.1 stays as edited"
    keys(page, "e")
    page.get_by_role("button", name="Machine’s text").click()
    keys(page, "Control+Enter")
    assert state(page, "sanctions:2.1") == "accepted"


def test_an_edit_without_a_text_does_not_stop_the_page(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    review.write([replace(s, review=Review("edited", None)) for s in ordinary()], path)
    page = visit(path)
    keys(page, "j", "e")
    assert page.locator("textarea").input_value() == ""


def test_parts_are_linked_and_their_index_tells_how_far_the_review_is(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 6)
    index = made(tmp_path, ordinary())
    page = visit(index)
    assert page.locator("#overall").inner_text() == "1 of 10 reviewed"
    page.get_by_role("link", name="Part 1").click()
    page.wait_for_url("**/review-1.html")
    keys(page, "j", "a")
    assert state(page, "sanctions:2.1") == "accepted"
    page.get_by_role("link", name="Part 2").first.click()
    page.wait_for_url("**/review-2.html")
    assert page.locator(".tally").inner_text() == "0 of 3 reviewed"
    page.get_by_role("link", name="All parts").first.click()
    page.wait_for_url("**/review.html")
    assert page.locator("#overall").inner_text() == "2 of 10 reviewed"


# --- harm --------------------------------------------------------------------------------------------------


def test_a_hostile_corpus_shows_as_text_and_runs_nothing(visit: Visit, tmp_path: Path) -> None:
    segments = list(hostile())
    page = visit(made(tmp_path, segments))
    assert page.evaluate("window.harmed") is None
    count = page.evaluate("rows.length")
    assert count == len(segments) == len(HARMFUL) + 2
    assert page.evaluate("rows.map(row => row.target.length)") == [
        len((segment.target or "").encode("utf-16-le", "surrogatepass")) // 2 for segment in segments
    ]
    first = page.locator(".row").first
    assert first.locator(".source").inner_text() == HARMFUL[0] + "!"
    assert first.locator(".said").inner_text() == HARMFUL[0] + "?"
    point_at(page, ".row .source ins")
    assert "<script>window" in page.locator("#tip").inner_text()
    for _ in range(3):
        keys(page, "j", "e", "End")
        page.keyboard.insert_text("<img src=x onerror=window.harmed=9>")
        keys(page, "Control+Enter", "k")
    lines = decisions(page, tmp_path / "decisions.jsonl")
    assert len(lines) == 3
    assert page.evaluate("window.harmed") is None
    assert page.locator("main img, main script, main svg, main a").count() == 0


def test_a_hostile_report_shows_as_text_and_runs_nothing(visit: Visit, tmp_path: Path) -> None:
    write_report(hostile(large=1000), tmp_path / "report.html")
    page = visit(tmp_path / "report.html")
    assert page.evaluate("window.harmed") is None
    assert "<script>window.harmed = 8</script>" in page.locator("main").inner_text()


# --- looks and access --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_fits_every_width_in_both_themes(
    visit: Visit, ordinary_page: Path, width: int, height: int, scheme: str
) -> None:
    page = visit(ordinary_page, width=width, height=height, color_scheme=scheme)
    keys(page, "j", "Control+Enter", "n")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"review-{width}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keys(page, "e")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.eval_on_selector_all(
        "button, select, input:not(.unseen)",
        """all => all.filter(e => e.checkVisibility())
            .map(e => [e.id || e.textContent, (e.closest("label") ?? e).getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)""",
    )
    assert small == [], "everything to press is at least 24 pixels wide and high"


def test_text_can_be_narrower_than_any_telephone(visit: Visit, tmp_path: Path) -> None:
    segments = [*ordinary(), english("long:1.1", "Donaudampfschiff" * 40)]
    page = visit(made(tmp_path, segments), width=320, height=640)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_theme_can_be_chosen_and_is_kept(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page, color_scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) == light
    page.click("#theme")
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate(paper) != light


def violations(page: Any, *rules: str) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 AA and by its best practices; or only by these rules."""
    found = page.evaluate("only => axe.run(document, only.length ? { runOnly: only } : {})", list(rules))
    return [
        f"{violation['id']}: {violation['help']}: {[node['html'][:200] for node in violation['nodes'][:3]]}"
        for violation in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(visit: Visit, chromium: Any, tmp_path: Path, scheme: str) -> None:
    script = axe()
    path = made(tmp_path, ordinary())
    write_report(ordinary(), tmp_path / "report.html")
    # The page's own policy would not let the checker in; the checker is no part of the page.
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    context.add_init_script(script)
    # The dark theme differs in colours alone.
    rules = ("color-contrast", "link-in-text-block") if scheme == "dark" else ()
    found = {}
    page = visit(path, context=context)
    found["as opened"] = violations(page, *rules)
    page.locator("summary").first.click()
    keys(page, "j", "Control+Enter", "e")
    page.keyboard.type("More ")
    keys(page, "Control+Enter", "r", "m")
    page.keyboard.type("a note")
    keys(page, "Control+Enter", "e")
    page.keyboard.type("Much more ")
    found["while editing"] = violations(page, *rules)
    keys(page, "Escape", "Tab")
    found["with a reason shown"] = violations(page, *rules)
    keys(page, "?")
    found["with the help open"] = violations(page, *rules)
    keys(page, "Escape")
    page.get_by_label("Order").select_option("worst")
    page.set_viewport_size({"width": 360, "height": 780})
    page.click("#panel-button")
    found["worst first, with the filters, on a telephone"] = violations(page, *rules)
    found["report"] = violations(visit(tmp_path / "report.html", context=context), *rules)
    context.close()
    assert {when: wrong for when, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_to_complain_of_in_the_index(
    visit: Visit, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = axe()
    monkeypatch.setattr(review, "PART_SEGMENTS", 6)
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script(script)
    page = visit(made(tmp_path, ordinary()), context=context)
    found = violations(page)
    context.close()
    assert found == []


def test_forced_colours_keep_marks_and_states_apart(visit: Visit, ordinary_page: Path) -> None:
    page = visit(ordinary_page, forced_colors="active")
    keys(page, "j", "a", "j", "r")
    page.screenshot(path=ARTEFACTS / "review-forced-colours.png")
    assert page.locator("del").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    symbol = "e => getComputedStyle(e, '::before').content"
    buttons = page.locator(".row > .state")
    assert len({buttons.nth(at).evaluate(symbol) for at in (1, 3, 4, 9)}) >= 2


def test_the_report_leads_to_the_place_in_the_review(visit: Visit, ordinary_page: Path) -> None:
    write_report(ordinary(), ordinary_page.with_name("report.html"))
    page = visit(ordinary_page.with_name("report.html"))
    page.get_by_role("link", name="zirve").click()
    page.wait_for_url("**/review.html#s-zirve*")
    assert active(page) == "zirve:1.1"
    assert page.locator('[id="s-zirve:1.1"]').evaluate("e => e.getBoundingClientRect().top >= 0")
