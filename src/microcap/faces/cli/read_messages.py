"""Files of messages for the verb `read`: told one by one, or scored where they bear labels."""

from pathlib import Path

from microcap.faces.cli.options import emit, width
from microcap.model.errors import Contradiction

_PEEK = 65_536
_SUFFIXES = (".jsonl", ".ndjson")


def holds_messages(file: Path) -> bool:
    """Whether a file is one of messages: by its name, or by a `text` in its first object."""
    return file.suffix.lower() in _SUFFIXES or b'"text"' in _first(file)


def labels_messages(file: Path) -> bool:
    """Whether a file of labels holds the messages themselves, and not names of files."""
    first = _first(file)
    return b'"text"' in first and b'"flags"' not in first


def _first(file: Path) -> bytes:
    """The beginning of the first line, where that is a JSON object."""
    try:
        with file.open("rb") as stream:
            first = stream.read(_PEEK).lstrip().partition(b"\n")[0]
    except OSError:
        return b""
    return first if first[:1] == b"{" else b""


def messages_told(file: Path, in_json: bool) -> int:
    """Write a verdict for each message; 2 where a line held none, 0 else."""
    from microcap.faces.promotion_text import heading, line_of, row_of
    from microcap.reading.messages import Fault, judged_lines

    code = 0
    try:
        with file.open("rb") as stream:
            if not in_json:
                emit(heading())
            for one in judged_lines(stream):
                code = 2 if isinstance(one, Fault) else code
                emit(line_of(one) if in_json else row_of(one, width()))
    except OSError as error:
        raise Contradiction(
            f"asked to read {file}: {error.strerror}; give a file that can be read"
        ) from None
    return code


def promotion_scored(file: Path, in_json: bool) -> int:
    """Write how well promotions are told on a labelled file: trained anew, or as shipped."""
    from microcap.faces.json_form import dumps
    from microcap.faces.promotion_text import score_text, styles_text
    from microcap.research.promotion_score import promotion_score, rows_of, styles_told

    try:
        rows = rows_of(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Contradiction(
            f"asked to read {file}: {error}; give a file of labelled messages"
        ) from None
    if rows and "style" in rows[0]:
        styles = styles_told(file)
        emit(dumps({"styles": styles}) if in_json else styles_text(styles))
        return 0
    value = promotion_score(file)
    emit(dumps(value) if in_json else score_text(value))
    return 0
