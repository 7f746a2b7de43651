"""Headers of submissions in their two notations."""

from microcap.reading.submission import header_of, parts_of

TAGGED = (
    "<SUBMISSION>\n<ACCESSION-NUMBER>0009999999-25-000007<TYPE>4<PERIOD>20250106"
    "<FILING-DATE>20250108<REPORTING-OWNER><OWNER-DATA><CONFORMED-NAME>Finch Alder</OWNER-DATA>"
    "</REPORTING-OWNER><ISSUER><COMPANY-DATA><CONFORMED-NAME>Quillfeather Mining Corp."
    "</COMPANY-DATA></ISSUER><DOCUMENT><TYPE>4<SEQUENCE>1<FILENAME>doc.xml<TEXT><XML>"
    "<?xml version='1.0'?><a>b</a></XML></TEXT></DOCUMENT></SUBMISSION>"
)


def test_the_tagged_header_tells_form_day_and_issuer() -> None:
    found = header_of(TAGGED)
    assert (found.form, found.filed) == ("4", "2025-01-08")
    assert (found.company, found.accession) == ("Quillfeather Mining Corp.", "0009999999-25-000007")


def test_the_text_of_a_document_begins_after_its_wrapper() -> None:
    (part,) = parts_of(TAGGED)
    assert TAGGED[part.start : part.end].startswith("<?xml version='1.0'?>")
    assert (part.type, part.name, part.readable) == ("4", "doc.xml", True)


def test_pictures_and_data_are_parts_that_nobody_reads() -> None:
    source = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<FILENAME>{name}\n<TEXT>\nx\n</TEXT>\n</DOCUMENT>\n"
        for kind, name in (
            ("8-K", "a.htm"),
            ("GRAPHIC", "b.jpg"),
            ("EX-101.INS", "c.xml"),
            ("EX-99.1", "d.pdf"),
        )
    )
    assert [part.readable for part in parts_of(source)] == [True, False, False, False]


def test_a_text_without_documents_is_no_submission() -> None:
    assert parts_of("We mine talc.") == []


def test_an_exhibit_that_was_cut_out_of_its_submission_keeps_its_type() -> None:
    (part,) = parts_of("<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex.htm\n<TEXT>\n<p>News</p>\n")
    assert part.type == "EX-99.1"
