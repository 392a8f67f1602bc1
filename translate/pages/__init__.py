"""The pages that are written as one self-contained HTML file: their plain HTML, CSS and JavaScript, and how
these become a file that runs nothing but its own script and loads nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from string import Template


@cache
def asset(*names: str) -> str:
    """The files of this folder by these names, one after the other."""
    folder = resources.files(__package__)
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)


def policy(style: str, script: str = "") -> str:
    """A Content-Security-Policy under which only this style and script have effect, and nothing is loaded."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def data(value: object) -> str:
    """JSON that may stand in a ``<script>``: it holds no ``<`` and no character beyond ASCII.

    >>> data("</script>\u2028")
    '"\\\\u003c/script>\\\\u2028"'
    """
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def halves(template: str, **values: str) -> tuple[str, str]:
    """A template's text before and after its ``<!-- rows -->``, with the values put in."""
    head, tail = asset(template).split("<!-- rows -->\n")
    return Template(head).substitute(values), Template(tail).substitute(values)
