"""The bytes of a file become its text, or a reason: the front door of the package, whatever comes in."""

import hashlib
import io
import json
import time
import zipfile
from datetime import date

import pytest

from tests.environment import ROOT
from tracker.documents import Document, UnreadableDocumentError, parse_document
from tracker.documents.parse import MAX_TEXT_CHARS


def zip_with(member: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(member, "Jane Doe resigned.")
    return data.getvalue()


def reason_of(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse_document(name, data)
    return str(caught.value)


NOISE = hashlib.shake_256(b"noise").digest(200_000)
ONLY = "only plain text and HTML can be read."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"", "The file is empty.", id="no byte at all"),
        pytest.param("a.txt", b" \r\n\t\n", "The file holds nothing but white space.", id="white space"),
        pytest.param("a.txt", "\ufeff \u00a0\n".encode(), "The file holds nothing but white space.", id="only a BOM"),
        pytest.param(
            "a.html", b"<html><body> </body></html>", "There is no text in the page.", id="a page without text"
        ),
        pytest.param("a.html", b"<script>alert(1)</script>", "There is no text in the page.", id="a page of code"),
        pytest.param("a.html", b"<!-- Jane Doe resigned -->", "There is no text in the page.", id="a page of comments"),
        pytest.param("a.txt", b"%PDF-1.7\n%\xe2\xe3\n", f"This is a PDF file; {ONLY}", id="PDF, whatever its name"),
        pytest.param("a.html", b"%PDF-1.7\n<html>", f"This is a PDF file; {ONLY}", id="PDF with a page's name"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\0\0", f"This is a PNG image; {ONLY}", id="PNG"),
        pytest.param("a.docx", zip_with("word/document.xml"), f"This is a Word file (DOCX); {ONLY}", id="DOCX"),
        pytest.param("a.zip", zip_with("article.txt"), f"This is a ZIP archive; {ONLY}", id="ZIP of texts"),
        pytest.param(
            "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", f"This is an old Microsoft Office file; {ONLY}", id="DOC"
        ),
        pytest.param(
            "a.rtf", b"{\\rtf1\\ansi Jane}", f"This is an RTF file; {ONLY}", id="RTF looks like text, and is none"
        ),
        pytest.param("a.txt", bytes(range(256)) * 40, f"This is a binary file; {ONLY}", id="every byte"),
        pytest.param("a.txt", b"\0" * 500, f"This is a binary file; {ONLY}", id="NULs only"),
        pytest.param("a.txt", NOISE[:5000], f"This is a binary file; {ONLY}", id="noise"),
        pytest.param(
            "a.txt",
            b"Jos\x81\x8d\x98 resigned on Monday from \xff\x98\x90\x9d",
            "The file's character encoding could not be recognised; save it as UTF-8.",
            id="bytes that no encoding has",
        ),
        pytest.param(
            "a.txt",
            b"x" * (MAX_TEXT_CHARS + 1),
            "The file holds more than 2,000,000 characters of text.",
            id="too much text",
        ),
    ],
)
def test_a_file_without_readable_text_says_why(name: str, data: bytes, reason: str) -> None:
    assert reason_of(name, data) == reason


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            b" date 2023-03-22 Jia left.", " date 2023-03-22 Jia left.", id="leading space and date line stay"
        ),
        pytest.param(b"A\r\nB\rC\n", "A\nB\nC\n", id="CR LF and a lone CR are line feeds"),
        pytest.param(b"A\0B resigned.", "AB resigned.", id="a stray NUL is dropped"),
        pytest.param("\ufeffJosé left.".encode(), "José left.", id="a byte order mark is no text"),
        pytest.param("José\ufeff left.".encode(), "José\ufeff left.", id="the same character inside is"),
        pytest.param(
            "\tA\x0b\x0c\u2028\u00a0B  C \n\n".encode(),
            "\tA\x0b\x0c\u2028\u00a0B  C \n\n",
            id="other white space stays",
        ),
        pytest.param("e\u0301 ﬁ １".encode(), "e\u0301 ﬁ １", id="no normal form is put on it"),
        pytest.param(
            b"Profits < losses & <b>bold</b>", "Profits < losses & <b>bold</b>", id="a tag alone makes no page"
        ),
        pytest.param("José left.".encode("utf-16"), "José left.", id="UTF-16 with its mark"),
        pytest.param(b"x" * MAX_TEXT_CHARS, "x" * MAX_TEXT_CHARS, id="just not too much"),
    ],
)
def test_the_text_of_a_plain_file_is_the_files_own(data: bytes, text: str) -> None:
    assert parse_document("a.txt", data).text == text


def test_the_seed_is_read_character_for_character() -> None:
    [seed] = sorted((ROOT / "seeds").glob("*.txt"))
    data = seed.read_bytes()
    assert parse_document(seed.name, data) == Document(text=data.decode(), title="", published_on=date(2023, 3, 22))


def test_every_article_of_the_gold_keeps_its_text_and_day() -> None:
    for gold in sorted((ROOT / "tests/gold").glob("*.gold.json")):
        article = gold.with_name(gold.name.replace(".gold.json", ".txt"))
        document = parse_document(article.name, article.read_bytes())
        assert document.text == article.read_bytes().decode()
        assert str(document.published_on) == json.loads(gold.read_text(encoding="utf-8"))["published"]


ARTICLE = "<p>Jane Doe, chief executive of Muster AG, has resigned, the company said in a statement on Monday.</p>"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<div>" * 100_000 + b"Jane Doe resigned." + b"</div>" * 100_000, id="100,000 nested divs"),
        pytest.param(b"<html><body>" + b"<b>" * 100_000 + b"Jane Doe resigned.", id="100,000 open tags"),
        pytest.param(b"<table><tr><td>" * 30_000 + b"Jane Doe resigned.", id="nested tables"),
        pytest.param(b"<ul><li>Jane Doe resigned." * 90, id="nested lists, which multiply in trafilatura"),
        pytest.param(b"<p title='" + b"x" * 4_500_000 + b"'>Jane Doe resigned.</p>", id="a huge attribute"),
        pytest.param(
            b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">Jane Doe resigned.</p>",
            id="a flood of attributes",
        ),
        pytest.param(
            b"<p " + b" ".join(b"a%d='<'" % n for n in range(100_000)) + b">Jane Doe resigned.</p>",
            id="a flood that hides in quotes",
        ),
        pytest.param(b"<p>Jane Doe resigned." + b"<br>" * 300_000, id="300,000 line breaks"),
        pytest.param(b"<table><tr><td>Jane</td></tr></table>" * 5_000, id="many tables, slow in trafilatura"),
        pytest.param(b"<a href='/x'>Jane Doe resigned.</a>" * 60_000, id="nothing but links"),
        pytest.param(
            b"<script type='application/ld+json'>"
            + b'{"datePublished": "20' * 200_000
            + b"</script><p>Jane Doe resigned.",
            id="metadata without end",
        ),
        pytest.param(
            b"<meta name='date' content='2023-03-22'>" * 100_000 + b"<p>Jane Doe resigned.", id="days without end"
        ),
        pytest.param(
            b"<meta property='og:title' content='" + b"Jane " * 900_000 + b"'><p>Jane Doe resigned.",
            id="a title without end",
        ),
        pytest.param(b"<p>" + b"Jane " * 900_000, id="more text than we take"),
        pytest.param(
            b"<meta name='date' content='\x01\x02'><time datetime='\x01'>Jane</time>",
            id="control characters in metadata",
        ),
        pytest.param(b"<b itemprop=datePublished content='\x01'>Jane</b>\x01 Doe", id="control characters in text"),
        pytest.param(b"<" * 2_000_000, id="nothing but opening brackets"),
        pytest.param(b"<a " + b"'" * 1_000_000 + b'"' * 1_000_000, id="quotes that never close"),
        pytest.param(b"<a =" + b"= " * 1_000_000, id="signs without a name"),
        pytest.param(b"<!DOCTYPE html [" + b"<!ENTITY a 'b'>" * 100_000, id="a document type that never ends"),
        pytest.param(b"<html>" + NOISE.translate(None, bytes(range(32))), id="noise in a page"),
    ],
)
def test_a_hostile_page_gives_text_or_a_reason_in_bounded_time(data: bytes) -> None:
    started_at = time.perf_counter()
    try:
        outcome = parse_document("a.html", data).text
    except UnreadableDocumentError as error:
        outcome = str(error)
    assert outcome.strip()
    assert time.perf_counter() - started_at < 10


def test_a_flood_of_attributes_costs_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        data = b"<p " + b" ".join(b"a%d=1" % n for n in range(count)) + b">Jane Doe resigned.</p>"
        started_at = time.perf_counter()
        assert parse_document("a.html", data).text == "Jane Doe resigned."
        return time.perf_counter() - started_at

    once = seconds(50_000)
    assert seconds(200_000) < 10 * once + 0.2  # in proportion 4 times, with every pair compared 16


BILLION_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE html [<!ENTITY a "laughter">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + f']>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>{ARTICLE}<p>&j;</p></body></html>'
)
OUTSIDE = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>{ARTICLE}<p>&x;</p></body></html>'


@pytest.mark.parametrize(
    ("markup", "left_alone", "never"),
    [
        pytest.param(BILLION_LAUGHS, "&j;", "laughter", id="entities that multiply are not resolved"),
        pytest.param(OUTSIDE, "&x;", "root:", id="entities that name a file are not resolved"),
    ],
)
def test_no_entity_but_htmls_own_is_resolved(markup: str, left_alone: str, never: str) -> None:
    text = parse_document("a.xhtml", markup.encode()).text
    assert left_alone in text
    assert "Jane Doe, chief executive of Muster AG, has resigned" in text
    assert never not in text


def test_a_page_that_is_cut_short_by_its_depth_is_refused_not_halved() -> None:
    data = ARTICLE.encode() + b"<div>" * 1_000 + b"John Doe follows her."
    assert reason_of("a.html", data) == "The page is nested too deeply, or a part of it is too large, to be read."
