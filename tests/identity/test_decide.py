"""Whose name a mention is."""

import pytest

from tracker.identity import Known, Mention, New, Same, Unsure, decide

JIA = Known(1, ("Jia Yangqing", "Yangqing Jia"))
DANIEL = Known(2, ("Daniel Zhang Yong",))
JEFF = Known(3, ("Jeff Zhang Jianfeng", "Zhang Jianfeng"))
ALIBABA = Known(4, ("Alibaba Group Holding", "Alibaba"))
CLOUD = Known(5, ("Alibaba Cloud",))
NEW = New(reasons=("no known name has the same normal form",), score=0.1)


@pytest.mark.parametrize(
    ("mention", "known", "verdict"),
    [
        pytest.param(Mention("Jia Yangqing", "executive"), [JIA, DANIEL], Same(1, ("the same name",), 0.9), id="as it is known"),
        pytest.param(Mention("YANGQING JIA", "executive"), [DANIEL, JIA], Same(1, ("the same name but for its form: Jia Yangqing",), 0.9), id="in capitals"),
        pytest.param(Mention("Zhang, Daniel Yong", "executive"), [DANIEL, JEFF], Same(2, ("the same name but for its form: Daniel Zhang Yong",), 0.9), id="in another order"),
        pytest.param(Mention("Alibaba Holdings Ltd", "company"), [CLOUD, ALIBABA], Same(4, ("the same name but for its form: Alibaba Group Holding",), 0.95), id="another legal form"),
        pytest.param(Mention("Jeff Zhang Jianfeng", "executive"), [DANIEL], NEW, id="the two Zhangs are two people"),
        pytest.param(Mention("Zhang Yong", "executive"), [DANIEL, JEFF], NEW, id="a part of a name is not the name"),
        pytest.param(Mention("Alibaba Cloud", "company"), [ALIBABA], NEW, id="a unit is not its parent"),
        pytest.param(Mention("Jia Yangqing", "executive"), [], NEW, id="nobody is known"),
        pytest.param(Mention("Jia Yangqing", "executive"), [Known(6, ())], NEW, id="a known one without a name"),
        pytest.param(
            Mention("John Smith", "executive"),
            [Known(9, ("John Smith",)), JIA, Known(8, ("Smith, John", "John Smith"))],
            Unsure((8, 9), ("2 known ones have a name of the same normal form",), 0.5),
            id="two of the same name",
        ),
    ],
)  # fmt: skip
def test_decide(mention: Mention, known: list[Known], verdict: Same | New | Unsure) -> None:
    assert decide(mention, known) == verdict
