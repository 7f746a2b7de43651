"""What a document says of itself."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microcap.faces.cli.options import emit, json_option, width
from microcap.model.errors import Contradiction, MicrocapError, Unreadable

if TYPE_CHECKING:
    from microcap.reading.document import Document


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--kind",
    "only",
    multiple=True,
    metavar="KIND",
    help="Only statements of this kind; may be repeated.",
)
@click.option("--text", "as_text", is_flag=True, help="The clean text instead of statements.")
@click.option(
    "--sections", "as_sections", is_flag=True, help="The headed parts instead of statements."
)
@click.option("--kinds", "listed", is_flag=True, help="Every kind that can be read.")
@click.option(
    "--score",
    "labels",
    type=click.Path(path_type=Path),
    metavar="LABELS",
    help="Precision and recall on the documents beside a file of labels, or on labelled messages "
    "(JSON lines).",
)
@click.option(
    "--jsonl",
    "in_lines",
    is_flag=True,
    help="One JSON document a line and a FILE; of a FILE of messages (id, text), one a message.",
)
@json_option
def command(
    files: tuple[Path, ...],
    only: tuple[str, ...],
    as_text: bool,
    as_sections: bool,
    listed: bool,
    labels: Path | None,
    in_lines: bool,
    in_json: bool,
) -> int:
    """Tell what each FILE admits: going concern, auditors, offerings and more, with the words.

    A FILE is htm, html, txt of a submission, JSON of extracted items, xml, the text of a PDF,
    or one of these as gz. Spans are characters of the decoded source. With --jsonl a FILE of
    messages, one JSON object with id and text a line, is told promotional or not, with the
    phrases and with who was paid.
    """
    if sum((bool(files), listed, labels is not None)) != 1:
        raise Contradiction("read takes one of three: FILEs, --score LABELS or --kinds; give one")
    if listed:
        return _kinds(in_json)
    if labels is not None:
        from microcap.faces.cli.read_messages import labels_messages, promotion_scored

        return (
            promotion_scored(labels, in_json)
            if labels_messages(labels)
            else _score(labels, in_json)
        )
    if in_lines and len(files) == 1:
        from microcap.faces.cli.read_messages import holds_messages, messages_told

        if holds_messages(files[0]):
            return messages_told(files[0], in_json)
    if in_json and len(files) > 1 and not in_lines:
        raise Contradiction(
            f"--json prints one document, and {len(files)} files were given; --jsonl prints one a line"
        )
    shape = "text" if as_text else "sections" if as_sections else "statements"
    worst = 0
    for file in files:
        try:
            emit(_one(file, only, shape, in_json=in_json or in_lines, lines=in_lines))
        except MicrocapError as error:
            if len(files) == 1 and not in_lines:
                raise
            worst = max(worst, error.exit_code)
            click.echo(f"microcap: {error}", err=True)
            if in_lines:
                emit(json.dumps({"name": file.name, "error": str(error)}, ensure_ascii=False))
    return worst


def _one(file: Path, only: tuple[str, ...], shape: str, *, in_json: bool, lines: bool) -> str:
    from microcap.faces import statements_text
    from microcap.reading.documents import open_document
    from microcap.reading.said import said_in

    documents = open_document(bytes_of(file), file.name)
    found = said_in(documents, only) if shape == "statements" else []
    if in_json:
        held = _object(file.name, documents, shape)
        if shape == "statements":
            held["statements"] = [
                {
                    "kind": one.kind,
                    "quote": one.quote,
                    "span": list(one.span),
                    "detail": one.detail,
                    "says": dict(one.says),
                }
                for one in found
            ]
        return json.dumps(held, ensure_ascii=False, allow_nan=False, indent=None if lines else 2)
    if shape == "text":
        return statements_text.clean_text(documents)
    if shape == "sections":
        return statements_text.sections(documents)
    return statements_text.said(file.name, documents, found, width())


def _object(name: str, documents: "list[Document]", shape: str) -> dict[str, object]:
    first = documents[0]
    held: dict[str, object] = {"form": first.form or None, "name": name}
    held |= {
        key: value
        for key, value in (
            ("company", first.company),
            ("accession", first.accession),
            ("filed", first.filed),
        )
        if value
    }
    if shape == "text":
        held["documents"] = [
            {"type": one.type or None, "name": one.name, "text": one.text} for one in documents
        ]
    if shape == "sections":
        held["sections"] = [
            {
                "document": one.type or one.name,
                "name": held_.name,
                "title": held_.title,
                "span": list(one.source_span(held_.start, held_.end)),
            }
            for one in documents
            for held_ in one.sections
        ]
    return held


def bytes_of(file: Path) -> bytes:
    """The bytes of a file, bounded; raises Contradiction or Unreadable with what to do."""
    from microcap.reading.documents import LARGEST

    try:
        with file.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except OSError as error:
        raise Contradiction(
            f"asked to read {file}: {error.strerror}; give a file that can be read"
        ) from None
    if len(body) > LARGEST:
        raise Unreadable(
            f"{file.name}: asked to read it, found more than {LARGEST:,} bytes; give the document of the filing alone"
        )
    return body


def _kinds(in_json: bool) -> int:
    from microcap.model import catalogue
    from microcap.reading.said import kinds

    names = kinds()
    entries = catalogue.entries("reading")
    if in_json:
        emit(
            json.dumps(
                {
                    name: {
                        "label": entries[name].label,
                        "reference": entries[name].says["reference"],
                    }
                    for name in names
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        wide = max((len(name) for name in names), default=0)
        emit("\n".join(f"{name:<{wide}}  {entries[name].label}" for name in names))
    return 0


def _score(labels: Path, in_json: bool) -> int:
    from microcap.faces import statements_text
    from microcap.faces.json_form import dumps
    from microcap.research.reading_score import reading_score

    value = reading_score(labels)
    emit(dumps(value) if in_json else statements_text.score(value, width()))
    return 0
