"""ungarble: mangled, foreign and cluttered news into a clean English corpus, each change explained.

>>> from translate import repair
>>> repair("They agreed on a gas priceThe talks go on.").text  # sound text is left alone
'They agreed on a gas priceThe talks go on.'
"""

from .corpus import Document, Edit, Flag, Paragraph, Review, Segment, read_corpus, write_corpus
from .edits import replay, undo
from .errors import InputError, ModelError, OutputError, RuleError, UngarbleError
from .pipeline import run
from .repair import Repaired, Rule, repair
from .translator import Translation, Translator

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Edit",
    "Flag",
    "InputError",
    "ModelError",
    "OutputError",
    "Paragraph",
    "Repaired",
    "Review",
    "Rule",
    "RuleError",
    "Segment",
    "Translation",
    "Translator",
    "UngarbleError",
    "read_corpus",
    "repair",
    "replay",
    "run",
    "undo",
    "write_corpus",
]
