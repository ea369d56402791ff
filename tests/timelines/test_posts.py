import pytest

from tracker.timelines import is_held_by_one, post_rank


@pytest.mark.parametrize(
    ("role", "is_single"),
    [
        pytest.param("chief executive officer", True, id="one chief executive"),
        pytest.param("chair", True, id="one chair"),
        pytest.param("head of terminals", True, id="one head of a unit"),
        pytest.param("director", False, id="many directors"),
        pytest.param("vice president", False, id="many vice-presidents"),
        pytest.param("vice chair", False, id="perhaps more than one vice-chair"),
        pytest.param("co-chief executive officer", False, id="co-holders say so"),
        pytest.param("", False, id="a post not named"),
    ],
)
def test_is_held_by_one(role: str, is_single: bool) -> None:  # noqa: FBT001  a column of the table
    assert is_held_by_one(role) is is_single


def test_posts_are_ordered_from_the_top() -> None:
    roles = [
        "director",
        "chief technology officer",
        "chair",
        "chief financial officer",
        "chief executive officer",
        "president",
    ]
    assert sorted(roles, key=post_rank) == [
        "chair",
        "chief executive officer",
        "president",
        "chief financial officer",
        "chief technology officer",
        "director",
    ]
