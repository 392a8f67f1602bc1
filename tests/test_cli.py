"""The command line as a person meets it: streams, exit codes, messages."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from translate import cli, model_commands, streams
from translate.arguments import COMMANDS, MODEL_ACTIONS, parser
from translate.cli import main
from translate.corpus import Segment, read_corpus
from translate.engines import ENGINES
from translate.formats import FORMATS, Format

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_c23be7e4deb70e40.txt"
GARBLED = SEED.read_bytes()
SOUND = "The minister said that, if necessary, snow ploughs would be sent.\nThe weather turned.\n"


def translate(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "translate", *arguments], input=stdin, capture_output=True, check=False
    )


def test_clean_is_a_filter_that_keeps_the_lines() -> None:
    done = translate("clean", stdin=GARBLED)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == GARBLED.count(b"\n")
    assert b"snowWhat" not in done.stdout


def test_clean_leaves_sound_text_and_its_line_ends_alone() -> None:
    text = SOUND.replace("\n", "\r\n").encode() + b"no line end"
    assert translate("clean", "--check", stdin=text).returncode == 0
    assert translate("clean", stdin=text).stdout == text


def test_check_tells_where_and_exits_with_1() -> None:
    done = translate("clean", "--check", str(SEED))
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"{SEED}:".encode() in done.stderr


def test_diff_shows_both_texts() -> None:
    out = translate("clean", "--diff", str(SEED)).stdout.decode()
    assert any(line.startswith("- ") and "snowWhat" in line for line in out.splitlines())
    assert not any(line.startswith("+ ") and "snowWhat" in line for line in out.splitlines())


def test_explain_tells_each_edit_and_the_evidence_as_json_lines() -> None:
    lines = [json.loads(line) for line in translate("clean", "--explain", str(SEED)).stderr.splitlines()]
    assert lines[0]["verdict"] == "garbled"
    assert {"file", "line", "rule", "why", "start", "before", "after"} <= set(lines[1])
    assert all(line["why"] for line in lines[1:])


def test_drop_furniture_drops_it() -> None:
    assert b"Leave a Reply" in translate("clean", str(SEED)).stdout
    done = translate("clean", "--drop-furniture", str(SEED))
    assert b"Leave a Reply" not in done.stdout
    assert b"lines left out as page furniture" in done.stderr
    assert translate("clean", "--drop-furniture", "--quiet", str(SEED)).stderr == b""


def test_in_place_rewrites_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GARBLED)
    assert main(["clean", "--in-place", str(path)]) == 0
    assert path.read_bytes() == translate("clean", stdin=GARBLED).stdout
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_in_place_is_refused_where_only_a_look_is_meant(option: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GARBLED)
    done = translate("clean", option, "--in-place", str(path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"leave out the one or the other" in done.stderr
    assert path.read_bytes() == GARBLED


def test_in_place_leaves_the_files_beside_it_alone(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "a.txt.part"
    path.write_text("oil &amp; gas\n")
    path.chmod(0o640)
    other.write_text("mine")
    assert main(["clean", "--in-place", str(path)]) == 0
    assert (path.read_text(), other.read_text()) == ("oil & gas\n", "mine")
    assert path.stat().st_mode & 0o777 == 0o640


def test_in_place_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = b"A sound line.\n" * 10_000 + b"\xff\n"
    path.write_bytes(text)
    done = translate("clean", "--in-place", str(path))
    assert done.returncode == 2
    assert b"a.txt:10001: is not utf-8 throughout" in done.stderr
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", text)]


def test_in_place_keeps_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("oil &amp; gas\n")
    link.symlink_to("a.txt")
    assert main(["clean", "--in-place", str(link)]) == 0
    assert link.is_symlink()
    assert path.read_text() == "oil & gas\n"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    for option in ("--check", "--diff"):
        done = translate("clean", option, str(path))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    path.write_bytes(b"\xef\xbb\xbfoil &amp; gas\n")
    assert translate("clean", str(path)).stdout == b"oil & gas\n"
    done = translate("clean", "--in-place", str(path))
    assert (done.stderr, path.read_bytes()) == (b"", b"\xef\xbb\xbfoil & gas\n")


@pytest.mark.parametrize(
    ("codec", "mark", "told"), [("cp1254", b"", b"cp1254"), ("utf-16-be", b"\xfe\xff", b"utf-16-be")]
)
def test_in_place_tells_where_the_encoding_changes(
    codec: str, mark: bytes, told: bytes, tmp_path: Path
) -> None:
    text = "Kazakistan’ın başşehri Astana’da görüşme yapıldı, ülkeler arasındaki ilişkiler ele alındı.\n" * 3
    path = tmp_path / "a.txt"
    path.write_bytes(mark + text.encode(codec))
    assert translate("clean", "--from", "tr", str(path)).stdout.decode() == text
    done = translate("clean", "--from", "tr", "--in-place", str(path))
    assert (done.returncode, path.read_bytes().decode()) == (0, text)
    assert done.stderr == str(path).encode() + b": was " + told + b", and is UTF-8 now\n"


def test_clean_goes_on_behind_a_file_that_it_cannot_read(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("oil &amp; gas\n")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\0\0")
    names = [str(tmp_path / name) for name in ("none.txt", "a.txt", "b.txt", "c.txt")]
    assert translate("clean", *names).stdout == b"oil & gas\n" * 2
    assert translate("clean", "--check", *names).returncode == 2
    done = translate("clean", "--in-place", *names)
    assert done.returncode == 2
    first, second = done.stderr.decode().splitlines()
    assert "none.txt: No such file" in first
    assert "b.txt: is a binary file" in second
    assert {(tmp_path / name).read_text() for name in ("a.txt", "c.txt")} == {"oil & gas\n"}


CORPUS = Segment("a:1.1", "a", "en", "kept", "One.", "One.", "One.").to_json() + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", ".", "-f", "csv"], ".: is a folder. Give the path of the corpus.jsonl in it."),
        (["report", "."], ".: is a folder. Give the path of the corpus.jsonl in it."),
        (["report", "corpus.jsonl", "-o", "."], ".: is a folder. Name a file in it, with -o."),
        (["export", "corpus.jsonl", "-f", "docx", "-o", "."], ".: is a folder. Name a file in it, with -o."),
        (["export", "", "-f", "csv"], "the name is empty"),
        (["export", "corpus.jsonl", "-f", "csv", "-o", ""], "the name is empty"),
        (["run", "corpus.jsonl", "-o", ""], "the name is empty"),
        (["export", "corpus.jsonl", "-f", "xlsx", "-o", "-"], "cannot go to standard output. Name a file"),
        (["export", "corpus.jsonl", "-f", "review", "-o", "-"], "cannot go to standard output. Name a file"),
        (["report", "corpus.jsonl", "-o", "-"], "cannot go to standard output. Name a file"),
    ],
)
def test_places_where_no_view_can_stand_are_named(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "corpus.jsonl").write_text(CORPUS)
    monkeypatch.chdir(tmp_path)
    try:
        code: object = main(arguments)
    except SystemExit as error:  # of argparse
        code = error.code
    assert code == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.jsonl"]


@pytest.mark.parametrize("out", ["-", "/dev/stdout"])
@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.is_text])
def test_what_is_one_text_file_goes_to_standard_output(form: Format, out: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(CORPUS)
    done = translate("export", str(corpus), "-f", form.name, "-o", out)
    (path,) = form.write(read_corpus(corpus), tmp_path / "view")
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", path.read_bytes())


def test_run_keeps_what_a_reviewer_wrote_into_the_table(tmp_path: Path) -> None:
    arguments = ["run", "-", "-o", str(tmp_path / "out")]
    assert translate(*arguments, stdin=SOUND.encode()).returncode == 0
    table = tmp_path / "out" / "corpus.tsv"
    edited = table.read_bytes().replace(b"\tThe weather turned.\t\t", b"\tThe weather changed.\t\t")
    assert edited != table.read_bytes()
    table.write_bytes(edited)
    done = translate(*arguments, stdin=SOUND.encode())
    assert done.returncode == 0
    assert b"corpus.tsv had people's work in it" in done.stderr
    assert (tmp_path / "out" / "corpus.previous.tsv").read_bytes() == edited


@pytest.mark.parametrize(
    "arguments", [["export", "-f", "tsv", "-o"], ["export", "-f", "jsonl", "-o"], ["report", "-o"]]
)
def test_the_corpus_is_not_overwritten_by_a_view_of_it(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, link = tmp_path / "corpus.jsonl", tmp_path / "link.jsonl"
    text = Segment("a:1.1", "a", "en", "kept", "One.", "One.", "One.").to_json() + "\n"
    corpus.write_text(text)
    link.symlink_to(corpus)
    for out in (corpus, link):
        assert main([*arguments, str(out), str(corpus)]) == 2
        assert "is the corpus itself" in capsys.readouterr().err
    assert corpus.read_text() == text


def test_references_to_line_breaks_make_no_lines() -> None:
    done = translate("clean", stdin=b"The man said.&#10;The end &NewLine; of&#13; town.\n")
    assert done.stdout == b"The man said. The end   of  town.\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("clean > /dev/full", "standard input or output: No space left on device"),
        ("models list > /dev/full", "standard input or output: No space left on device"),
        ("clean <&-", "standard input: is closed"),
        ("mt --from tr --quiet <&-", "standard input: is closed"),
        ("run - -o {out} <&-", "standard input: is closed"),
        ("clean >&-", "standard output is closed"),
    ],
)
def test_streams_that_cannot_be_used_exit_with_2_and_one_line(
    command: str, message: str, tmp_path: Path
) -> None:
    line = f"{sys.executable} -m translate " + command.format(out=tmp_path / "out")
    done = subprocess.run(line, shell=True, input=GARBLED, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"translate: {message}")
    assert done.stderr.count(b"\n") == 1


def test_messages_do_not_go_to_stdout_where_stderr_is_closed() -> None:
    line = f"{sys.executable} -m translate clean --explain 2>&-"
    done = subprocess.run(line, shell=True, input=b"oil &amp; gas\n", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"oil & gas\n")


@pytest.mark.parametrize("command", ["clean {seed} {seed} {seed}", "clean --explain {seed} 2>&1"])
def test_a_reader_that_has_had_enough_is_no_error(command: str) -> None:
    line = f"{sys.executable} -m translate {command.format(seed=SEED)} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_line_of_bytes_in_another_code_page_is_decoded() -> None:
    text = "Kazakistan’ın başşehri Astana’da görüşme yapıldı, ülkeler arasındaki ilişkiler ele alındı.\n"
    done = translate("clean", "--from", "tr", stdin=text.encode("cp1254") * 3)
    assert done.stdout.decode() == text * 3


def test_one_endless_line_passes_in_pieces() -> None:
    text = ("The talks went on. " * 20_000).encode()
    assert translate("clean", stdin=text).stdout == text


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (["clean", "none.txt"], b"", "none.txt: No such file or directory"),
        (["clean"], b"\x89PNG\0\0", "is a binary file"),
        (["clean", "--rules", "none.toml"], b"x", "none.toml"),
        (["run", "none", "-o", "{out}"], b"", "none"),
        (["export", "none.jsonl", "-f", "tmx"], b"", "none.jsonl"),
        (["export", "none.jsonl", "-f", "pdf"], b"", "tmx"),
        (["mt", "--from", "tr", "--model", "no/such-model"], b"x\n", "no/such-model"),
        (["mt", "--from", "tr", "--quiet"], b"\x89PNG\0\0", "standard input: is a binary file"),
        (["mt", "--from", "tr", "--quiet"], b"Merhaba.\n\xff\n", "standard input:2: is not utf-8 throughout"),
        (["mt", "--from", "xx"], b"x\n", "xx"),
        (["models", "fetch", "xx"], b"", "xx"),
        (["clean", "--from", "English"], b"x\n", "'English': that is no language code; give one of en, tr"),
        (["run", "-", "--from", "English", "-o", "{out}"], b"x\n", "no language code; give one of en, tr"),
        (["mt", "--from", "English"], b"x\n", "there are models for tr, az, ru"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_says_why(
    arguments: list[str], stdin: bytes, message: str, tmp_path: Path
) -> None:
    done = translate(*[a.format(out=tmp_path / "out") for a in arguments], stdin=stdin)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["run"])


def test_mt_reads_turkish_in_the_encoding_it_is_in() -> None:
    lines = "Bakan bugün Şırnak’ta görüştü.\nİkinci satır çok güzel oldu.\n"
    done = [translate("mt", "--from", "tr", "--quiet", stdin=lines.encode(c)) for c in ("utf-8", "cp1254")]
    assert done[0].stdout == done[1].stdout
    assert done[0].stdout.count(b"\n") == 2


def test_mt_gives_as_many_lines_as_it_takes() -> None:
    done = translate("mt", "--from", "tr", "--quiet", stdin="Merhaba.\n\nToplantı bitti.\n😀\n".encode())
    lines = done.stdout.decode().split("\n")
    assert done.returncode == 0
    assert len(lines) == 5
    assert lines[0]
    assert (lines[1], lines[3], lines[4]) == ("", "😀", "")


def test_mt_cuts_a_very_long_line_between_sentences() -> None:
    sentence = "Prof. Dr. A. Yılmaz dün Ankara'ya gitti. "
    done = translate("mt", "--from", "tr", "--quiet", stdin=(sentence * 5_000 + "Toplantı bitti.\n").encode())
    apart = translate("mt", "--from", "tr", "--quiet", stdin=f"{sentence}\nToplantı bitti.\n".encode())
    first, last = apart.stdout.decode().splitlines()
    assert done.stdout.decode() == f"{first} " * 5_000 + last + "\n"


def test_a_long_line_without_sentences_is_cut_between_words() -> None:
    for unit in ("Ankara ", "Ankara"):
        text = unit * 50_000
        parts = [part for _, part in streams.text(io.BytesIO(text.encode()), "-", "tr").lines]
        assert "".join(parts) == text
        assert max(map(len, parts)) <= 2 * streams.PIECE
        assert unit == "Ankara" or {part[-1] for part in parts} == {" "}


def test_run_reads_stdin_and_reports(tmp_path: Path) -> None:
    done = translate("run", "-", "-o", str(tmp_path / "out"), stdin=GARBLED)
    assert done.returncode == 0, done.stderr.decode()
    assert b"1 documents" in done.stderr
    assert (tmp_path / "out" / "review.html").stat().st_size > 10_000


def test_run_says_which_model_ran_and_what_is_known_of_it(tmp_path: Path) -> None:
    done = translate("run", "-", "-o", str(tmp_path / "out"), stdin="Bakan dün Ankara'ya gitti.\n".encode())
    assert done.returncode == 0, done.stderr.decode()
    assert b"tr: ungarble-tr-az-ru-en (" in done.stderr
    assert b"`translate models fetch tr` brings" in done.stderr


@pytest.mark.parametrize("option", ["--beam", "--threads"])
@pytest.mark.parametrize("value", ["0", "-1", "x"])
def test_numbers_that_mean_nothing_are_refused(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["run", "-", "-o", "out", f"{option}={value}"])
    assert f"'{value}' is not a number from 1 on" in capsys.readouterr().err


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`translate {name}" not in readme] == []


def test_every_command_has_a_body() -> None:
    assert list(cli.COMMANDS) == list(COMMANDS)


def test_help_names_the_engines_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["mt", "--help"])
    [line] = [
        line
        for line in capsys.readouterr().out.splitlines()
        if "--engine ENGINE" in line and "(default)" in line
    ]
    named = line.split("ENGINE")[1].replace("(default) or", "").split()
    assert named == list(ENGINES)


@pytest.mark.parametrize(
    "example", [line for command in COMMANDS.values() for line in command.examples.splitlines()]
)
def test_examples_of_the_help_can_be_typed_as_they_stand(example: str) -> None:
    program, *arguments = shlex.split(example.partition(" <")[0].partition(" >")[0])
    assert program == "translate"
    assert parser().parse_args(arguments).command == arguments[0]


def test_every_action_on_models_has_a_body_and_a_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert [name for name, _, _ in MODEL_ACTIONS] == list(model_commands.COMMANDS)
    for name, what, _ in MODEL_ACTIONS:
        with pytest.raises(SystemExit):
            main(["models", name, "--help"])
        assert what in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "arguments", [["models", "list", "-q"], ["models", "-q", "list"], ["clean", "-q", "a.txt"]]
)
def test_quiet_may_stand_wherever_options_may(arguments: list[str]) -> None:
    options = parser().parse_args(arguments)
    assert options.quiet
    assert not options.verbose


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert capsys.readouterr().out == f"ungarble {project['version']}\n"
