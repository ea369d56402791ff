"""All that a page shows, and nothing that it hides."""

import pytest
from lxml import html

from tracker.documents.visible_text import visible_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>Jane <b>Doe</b>\n resigned.</p><p>John</p>", "Jane Doe resigned.\nJohn", id="a block a line"),
        pytest.param("Jane<br>Doe", "Jane\nDoe", id="a break is a line"),
        pytest.param(
            "<table><tr><td>Jane</td><td>CEO</td></tr><tr><td>John</td></tr></table>",
            "Jane CEO\nJohn",
            id="cells are words apart",
        ),
        pytest.param("Re<b>sig</b>ned", "Resigned", id="a word that changes its look stays whole"),
        pytest.param("<ul><li>Jane<li>John</ul>after", "Jane\nJohn\nafter", id="list, and the text behind it"),
        pytest.param("a &lt;script&gt; &amp; b&nbsp;c", "a <script> & b c", id="entities are characters"),
        pytest.param("<div hidden>no</div>yes", "yes", id="hidden by attribute, tail kept"),
        pytest.param("<span style='color:red; DISPLAY : none'>no</span> yes", "yes", id="hidden by style"),
        pytest.param("<div style='display:block'>yes</div>", "yes", id="another style hides nothing"),
        pytest.param("<script>no</script><style>no</style><noscript>no</noscript>yes", "yes", id="code and styles"),
        pytest.param("yes<!-- no --> too<?no ?>", "yes too", id="comments and instructions, tails kept"),
        pytest.param("<select><option>no</select><textarea>no</textarea>yes", "yes", id="fields of a form"),
        pytest.param("<ix:header>no</ix:header>yes", "yes", id="the data of an inline XBRL filing"),
    ],
)
def test_visible_text_is_what_a_browser_shows(markup: str, text: str) -> None:
    assert (
        visible_text(html.document_fromstring(f"<html><head><title>no</title></head><body>{markup}</body></html>"))
        == text
    )


def test_skipped_tags_are_left_out_with_all_they_hold() -> None:
    tree = html.document_fromstring("<body><nav>Menu <p>Home</p></nav><p>Jane</p><footer>Imprint</footer>end</body>")
    assert visible_text(tree, frozenset({"nav", "footer"})) == "Jane\nend"
    assert visible_text(tree) == "Menu\nHome\nJane\nImprint\nend"
