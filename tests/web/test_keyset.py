import base64
from datetime import date

import pytest

from tests.factories import make_article, make_move
from tracker.models import Article, Move
from tracker.web.keyset import BadCursorError, keyset_page

pytestmark = pytest.mark.django_db


def forged(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def test_every_row_once_by_falling_column_and_id() -> None:
    for day in (3, 1, 2, 2, 2, 3):
        make_move(told_on=date(2023, 3, day))
    seen, cursor, sizes = [], "", []
    while True:
        page = keyset_page(Move.objects.all(), "told_on", cursor, 2)
        seen += page.rows
        sizes.append((len(page.rows), page.is_first))
        cursor = page.older
        if not cursor:
            break
    assert seen == list(Move.objects.order_by("-told_on", "-id"))
    assert sizes == [(2, True), (2, False), (2, False)]


def test_by_id_alone() -> None:
    articles = [make_article() for _ in range(3)]
    first = keyset_page(Article.objects.all(), "id", "", 2)
    assert [first.rows, keyset_page(Article.objects.all(), "id", first.older, 2).rows] == [
        articles[:0:-1],
        articles[:1],
    ]


def test_rows_that_come_meanwhile_move_nothing() -> None:
    for day in (1, 2, 3):
        make_move(told_on=date(2023, 3, day))
    first = keyset_page(Move.objects.all(), "told_on", "", 2)
    make_move(told_on=date(2023, 3, 4))
    second = keyset_page(Move.objects.all(), "told_on", first.older, 2)
    assert [move.told_on.day for move in (*first.rows, *second.rows)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("column", "cursor"),
    [
        pytest.param("told_on", "!", id="not base64"),
        pytest.param("told_on", "é", id="not ASCII"),
        pytest.param("told_on", "A", id="cut short"),
        pytest.param("told_on", forged("2023-03-21"), id="no id"),
        pytest.param("told_on", forged("2023-03-21,1,2"), id="too many parts"),
        pytest.param("told_on", forged("yesterday,1"), id="no day"),
        pytest.param("told_on", forged("2023-02-30,1"), id="a day that is not in the calendar"),
        pytest.param("told_on", forged("2023-03-21,x"), id="no number"),
        pytest.param("told_on", forged("2023-03-21,-1"), id="a number below nought"),
        pytest.param("told_on", forged("2023-03-21,1\0"), id="NUL"),
        pytest.param("told_on", forged(f"2023-03-21,{2**63}"), id="an id that no database holds"),
        pytest.param("id", forged(f"{2**63},1"), id="a value that no database holds"),
        pytest.param("id", forged("-1,1"), id="a value below nought"),
        pytest.param("id", "A" * 300, id="longer than any of ours"),
    ],
)
def test_a_forged_cursor_is_refused(column: str, cursor: str) -> None:
    with pytest.raises(BadCursorError):
        keyset_page(Move.objects.all(), column, cursor, 2)


def test_a_cursor_made_up_well_only_finds_rows() -> None:
    make_move(told_on=date(2023, 3, 1))
    page = keyset_page(Move.objects.all(), "told_on", forged(f"9999-12-31,{2**63 - 1}"), 2)
    assert len(page.rows) == 1
