"""Rule packs: what is loaded, what is refused, and that the error says why."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest

from translate.cli import main
from translate.errors import RuleError
from translate.packs import load_pack, load_packs
from translate.repair import repair

PAGE = Path(__file__).parents[1] / "docs" / "rule-packs.md"
GOOD = {
    "id": '"my.rule"',
    "why": '"Because."',
    "pattern": "'colour'",
    "replacement": '"color"',
    "examples": '[["a colour", "a color"]]',
    "keeps": '["a color"]',
}


def pack(folder: Path, *rows: dict[str, str], head: str = "") -> Path:
    """A pack of these rows, each GOOD but for the keys given; a key with an empty value is left out."""
    path = folder / "pack.toml"
    tables = [
        "\n".join(f"{key} = {value}" for key, value in {**GOOD, **row}.items() if value) for row in rows
    ]
    path.write_text(head + "\n".join(f"[[rule]]\n{table}\n" for table in tables), "utf-8")
    return path


def test_the_pack_in_the_docs_loads_and_works(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    path = tmp_path / "my-site.toml"
    path.write_text(found[1], "utf-8")
    rules = load_pack(path)
    assert [rule.id for rule in rules] == ["mysite.read-more", "mysite.armenian-names", "mysite.dollar"]
    assert repair("The talks failed (read more).", rules=rules).text == "The talks failed."
    # The second asks for a suspect document; this one is sound.
    assert repair("Nikol Pashin yan spoke first.", rules=rules).edits == ()
    assert repair("5 ml$ yatırım", lang="tr", rules=rules).text == "5 milyon dolar yatırım"


def test_a_rule_is_recorded_like_others(tmp_path: Path) -> None:
    (edit,) = repair("a colour", rules=load_pack(pack(tmp_path, {}))).edits
    assert (edit.rule, edit.before, edit.after) == ("my.rule", "colour", "color")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"why": ""}, "lacks 'why'"),
        ({"regex": '"x"'}, "has an unknown key 'regex'"),
        ({"id": "7"}, "'id' is not a text"),
        ({"why": '" "'}, "'why' is not a text"),
        ({"replacement": "7"}, "'replacement' is not a text"),
        ({"pattern": "'(colour'"}, "the pattern does not compile"),
        ({"pattern": "'(colour)?'"}, "the pattern matches the empty text"),
        ({"replacement": r"'\2'"}, "the replacement does not fit the pattern"),
        ({"replacement": r"'\g<name>'"}, "the replacement does not fit the pattern"),
        ({"examples": '[["a colour", "a hue"]]'}, "the example 'a colour' becomes 'a color', not 'a hue'"),
        ({"examples": "[]"}, "'examples' is not a list of pairs"),
        ({"examples": '["a colour"]'}, "the example 'a colour' is not a pair"),
        ({"examples": '[["a colour"]]'}, "is not a pair"),
        ({"keeps": "[]"}, "'keeps' is not a list of texts"),
        ({"keeps": '["a colour"]'}, "the sentence to keep 'a colour' becomes 'a color'"),
        ({"lang": '"xx"'}, "'xx' is no known language"),
        ({"needs": '"always"'}, "'needs' is 'always'"),
        ({"needs": '"spun"'}, "'needs' is 'spun'"),
        ({"lang": '"ru"', "needs": '"garbled"'}, "'needs' is 'garbled'"),
        ({"replacement": '"colours"'}, "the example 'a colour' becomes"),
        (
            {"replacement": r"'col\nor'", "examples": r'[["a colour", "a col\nor"]]'},
            "the example 'a colour' gets a line break",
        ),
        (
            {"pattern": "'o'", "replacement": '"oo"', "examples": '[["o", "oo"]]'},
            "characters more, not 'oo' (the rule matches what it wrote itself, and never comes to rest)",
        ),
        (
            {"pattern": "'(a|aa)+$'", "examples": '[["aa", "color"]]', "keeps": f'["{"a" * 60}b"]'},
            "takes longer than",
        ),
    ],
)
def test_a_bad_rule_is_refused_with_its_name(tmp_path: Path, row: dict[str, str], message: str) -> None:
    path = pack(tmp_path, row)
    with pytest.raises(RuleError) as refused:
        load_pack(path)
    text = str(refused.value)
    assert text.startswith(f"{path}: rule ")
    assert message in text
    assert "my.rule" in text or row.get("id") == "7"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no rule"),
        (b"rule = 3", "holds no rule"),
        (b"rule = [3]", "is not a table"),
        (b"[[rules]]", "unknown key 'rules'"),
        (b"[[rule]", "is not TOML"),
        (b"x = '\xff'", "is not TOML"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=re.escape(message)):
        load_pack(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="No such file"):
        load_pack(tmp_path / "none.toml")


def test_ids_are_unique(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"rule 'my\.rule': the id is taken"):
        load_pack(pack(tmp_path, {}, {}))
    with pytest.raises(RuleError, match=r"rule 'ftfy\.encoding': the id is taken"):
        load_pack(pack(tmp_path, {"id": '"ftfy.encoding"'}))


def test_a_careless_pattern_cannot_hang_a_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without a limit this pattern would look at this text for longer than anyone lives."""
    row = {"id": '"my.careless"', "pattern": "'(a|aa)+$'", "examples": '[["aaa", "color"]]'}
    rules = load_pack(pack(tmp_path, row))
    text = "a" * 200 + " c"
    assert repair(text, rules=rules).text == text
    assert "my.careless took longer" in caplog.text


def test_the_reason_of_a_rule_stands_on_the_page_and_in_a_later_export(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He said that the colour of the sky was blue.\n", "utf-8")
    out = tmp_path / "out"
    arguments = ["run", str(tmp_path / "a.txt"), "-o", str(out), "--rules", str(pack(tmp_path, {}))]
    assert main([*arguments, "--quiet"]) == 0
    assert '"my.rule": "Because."' in (out / "review.html").read_text("utf-8").replace('":"', '": "')
    (out / "review.html").unlink()
    assert main(["export", str(out / "corpus.jsonl"), "-f", "review"]) == 0
    (page,) = out.glob("*.html")
    assert "Because." in page.read_text("utf-8")


def test_the_reason_of_a_rule_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "a.txt"
    text.write_text("He said that the colour of the sky was blue.\n", "utf-8")
    assert main(["clean", str(text), "--from", "en", "--rules", str(pack(tmp_path, {})), "--explain"]) == 0
    out, err = capsys.readouterr()
    assert out == "He said that the color of the sky was blue.\n"
    assert '"rule": "my.rule", "why": "Because."' in err


def test_two_packs_do_not_share_an_id(tmp_path: Path) -> None:
    path = pack(tmp_path, {})
    assert len(load_packs([path])) == 1
    with pytest.raises(RuleError, match=r"'my\.rule' is the id of 2 rules"):
        load_packs([path, path])


def test_a_pack_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = pack(tmp_path, {})
    plain = load_packs([path])
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert [rule.id for rule in load_packs([path])] == [rule.id for rule in plain]
