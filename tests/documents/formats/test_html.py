"""The article is drawn out of a page: pages of news, filings in their wrapper, and pages that only look like one."""

from datetime import date

import pytest

from tracker.documents import Document
from tracker.documents.formats.html import HTML

FIRST = "Jane Doe, chief executive of Muster AG, has resigned with immediate effect, the Hamburg pump maker said in a statement on Monday."
SECOND = "The supervisory board named finance chief John Roe as interim head while it looks for a successor outside the company."
THIRD = (
    "Ms Doe, who joined from Beispiel SE in 2019, had led the company through the sale of its valve business last year."
)
MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
NEWS = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Muster chief Jane Doe quits | The Daily Pump</title>
<meta property="og:title" content="Muster chief Jane Doe quits">
<meta property="article:published_time" content="2023-03-22T08:30:00+01:00"></head>
<body><header><nav><ul>{MENU}</ul></nav></header>
<main><article><h1>Muster chief Jane Doe quits</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></main>
<footer>Imprint and terms of use</footer><script>var tracking = "John Doe resigned";</script></body></html>"""
FILING = """<DOCUMENT>
<TYPE>8-K
<FILENAME>form8k.htm
<TEXT>
<HTML><HEAD><TITLE>Form 8-K</TITLE></HEAD><BODY>
<P>UNITED STATES<BR>SECURITIES AND EXCHANGE COMMISSION</P>
<DIV STYLE="display:none">machine data</DIV>
<P>Date of Report: May 9, 2019</P>
<TABLE><TR><TD>(b)</TD><TD>On May 9, 2019, Jane&nbsp;Doe
resigned.</TD></TR></TABLE>
<P>Date: May 10, 2019</P></BODY></HTML>
</TEXT></DOCUMENT>
<DOCUMENT><TYPE>EX-99.1<TEXT><html><body><p>Muster thanks Jane Doe.</p></body></html></TEXT></DOCUMENT>
<DOCUMENT><TYPE>GRAPHIC<TEXT>begin 644 logo.jpg M_]C_X</TEXT></DOCUMENT>
"""
FILING_TEXT = """UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Date of Report: May 9, 2019
(b) On May 9, 2019, Jane Doe resigned.
Date: May 10, 2019
Muster thanks Jane Doe."""


@pytest.mark.parametrize(
    ("markup", "document"),
    [
        pytest.param(
            NEWS,
            Document(
                f"Muster chief Jane Doe quits\n{FIRST}\n{SECOND}\n{THIRD}",
                "Muster chief Jane Doe quits",
                date(2023, 3, 22),
            ),
            id="a page of news without menu, imprint and code",
        ),
        pytest.param(
            FILING,
            Document(FILING_TEXT, "", date(2019, 5, 10)),
            id="a filing whole, out of its wrapper, dated by its signature",
        ),
        pytest.param("<p>Jane Doe resigned.</p>", Document("Jane Doe resigned.", "", None), id="a scrap of a page"),
        pytest.param(
            "<p>date 2023-03-22 Jane Doe resigned.</p>",
            Document("date 2023-03-22 Jane Doe resigned.", "", date(2023, 3, 22)),
            id="a date line in the page",
        ),
        pytest.param(
            "<html><head><title>Document</title></head><body><p>Jane Doe resigned.</p><p>Copyright 1999-01-01</p></body></html>",
            Document("Jane Doe resigned.\nCopyright 1999-01-01", "", None),
            id="no day is guessed from the text, and one word is no title",
        ),
        pytest.param(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; said Jane Doe&#13;&#0;.</p>",
            Document("<script>alert(1)</script> said Jane Doe �.", "", None),
            id="escaped code is only text; no CR, no NUL",
        ),
    ],
)
def test_a_page_gives_text_title_and_day(markup: str, document: Document) -> None:
    assert HTML.read(markup.encode()) == document


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("<div class='comment'>{}</div>", id="the article in a box that is called a comment"),
        pytest.param("<td>{}</td>", id="the article in cells"),
        pytest.param("<footer>{}</footer>", id="the article in a footer"),
    ],
)
def test_no_sentence_is_lost_to_odd_markup(paragraph: str) -> None:
    body = "".join(paragraph.format(sentence) for sentence in (FIRST, SECOND, THIRD))
    text = HTML.read(f"<html><body>{body}</body></html>".encode()).text
    assert [sentence for sentence in (FIRST, SECOND, THIRD) if sentence not in text] == []


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param('<meta charset="iso-8859-2">', "iso8859_2", id="meta charset"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250", id="http-equiv"
        ),
        pytest.param("", "utf-8", id="undeclared UTF-8"),
        pytest.param('<meta charset="utf-8">', "utf-16", id="a byte order mark goes first"),
    ],
)
def test_a_page_is_decoded_as_it_declares(head: str, encoding: str) -> None:
    markup = f"<html><head>{head}</head><body><p>Zbigniew Wróblewski złożył rezygnację.</p></body></html>"
    assert HTML.read(markup.encode(encoding)).text == "Zbigniew Wróblewski złożył rezygnację."


def test_an_xml_declaration_is_heard() -> None:
    markup = '<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>Wróblewski złożył.</p></body></html>'
    assert HTML.read(markup.encode("iso8859_2")).text == "Wróblewski złożył."


LD_JSON = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-03-22T01:00:00Z"}</script>'
)


@pytest.mark.parametrize(
    ("head", "body", "published_on"),
    [
        pytest.param(
            '<meta property="article:published_time" content="2023-03-22T08:30:00+01:00">',
            "",
            date(2023, 3, 22),
            id="Open Graph",
        ),
        pytest.param('<meta name="DC.date.issued" content="2023-03-22">', "", date(2023, 3, 22), id="Dublin Core"),
        pytest.param(LD_JSON, "", date(2023, 3, 22), id="JSON-LD"),
        pytest.param(
            "",
            '<time datetime="2023-03-22">22 March</time><time datetime="2020-01-01">older</time>',
            date(2023, 3, 22),
            id="the first time",
        ),
        pytest.param(
            "", '<span itemprop="datePublished" content="2023-03-22">22 March</span>', date(2023, 3, 22), id="microdata"
        ),
        pytest.param("", "<p>On 2021-05-05 Jane Doe left.</p>", None, id="not a day in the text"),
        pytest.param("", "<footer>© 1999-01-01 Muster AG</footer>", None, id="not the copyright"),
        pytest.param("<title>Results for 2019-05-05</title>", "", None, id="not a day in the title"),
        pytest.param(
            '<meta name="description" content="On 2019-01-02 Jane Doe left">', "", None, id="not a day in the summary"
        ),
        pytest.param('<meta name="date" content="soon">', "", None, id="no day at all"),
    ],
)
def test_the_day_of_publication_comes_from_metadata(head: str, body: str, published_on: date | None) -> None:
    markup = f"<html><head>{head}</head><body><h1>Muster chief quits</h1><p>{FIRST}</p>{body}</body></html>"
    assert HTML.read(markup.encode()).published_on == published_on


@pytest.mark.parametrize(
    ("name", "data", "is_html"),
    [
        pytest.param("a.html", b"<p>Jane", True, id="by its name"),
        pytest.param("a.HTM", b"Jane <b>Doe", True, id="by its name, in capitals"),
        pytest.param("-", b"\n <!doctype html><p>Jane", True, id="by its first tag, without a name"),
        pytest.param("a.txt", b"\xef\xbb\xbf<html><p>Jane", True, id="behind a byte order mark"),
        pytest.param("a.txt", b"<?xml version='1.0'?>\n<html>", True, id="XHTML"),
        pytest.param("a.txt", b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n<HTML>", True, id="a filing in its wrapper"),
        pytest.param("a.txt", b"Jane <html> Doe", False, id="text that speaks of tags"),
        pytest.param("a.txt", b"<p>Jane Doe", False, id="a tag alone makes no page of a text"),
        pytest.param("a.txt", b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nJane Doe", False, id="a filing in plain text"),
        pytest.param("a.html", b"Jane Doe resigned.\n3 < 4", False, id="plain text with a page's name"),
        pytest.param("html", b"Jane Doe", False, id="no suffix"),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(*, name: str, data: bytes, is_html: bool) -> None:
    assert HTML.matches(name, data) is is_html
