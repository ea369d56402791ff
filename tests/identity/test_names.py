"""Which spellings of a name have the same normal form, and which must not."""

import pytest

from tracker.identity import company_key, executive_key
from tracker.identity.names import MAX_KEY_CHARS


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Jürgen Müller", "jurgen muller", id="accents"),
        pytest.param("MÜLLER, Jürgen", "jurgen muller", id="order, case and comma"),
        pytest.param("Prof. Dr. Jürgen Müller", "jurgen muller", id="honorifics"),
        pytest.param("Sir Alastair Penhaligon", "alastair penhaligon", id="a knight"),
        pytest.param("Zhang Yong", "yong zhang", id="family name first"),
        pytest.param("Lai Cheuk-hin", "cheuk hin lai", id="a hyphen"),
        pytest.param("Roisin O’Brien", "obrien roisin", id="a typographic apostrophe"),
        pytest.param("J.P. Roe", "j p roe", id="initials without a space"),
        pytest.param("J. P. Roe", "j p roe", id="initials with one"),
        pytest.param(
            "Søren Łukasiewicz-Bjørk", "bjork lukasiewicz soren", id="letters that Unicode does not take apart"
        ),
        pytest.param("İbrahim Yıldız", "ibrahim yildiz", id="Turkish i with and without a dot"),
        pytest.param("Jurgen\u0301  Roe", "jurgen roe", id="a combining accent, two spaces"),
        pytest.param("John Roe Jr.", "john jr roe", id="a son is not his father"),
        pytest.param("Jonathan Lord", "jonathan lord", id="an honorific that is a surname"),
        pytest.param("Dame", "dame", id="an honorific alone stays"),
        pytest.param("黎卓軒", "黎卓軒", id="Chinese stays"),
        pytest.param("ガリレオ", "ガリレオ", id="Japanese keeps its voicing"),
        pytest.param("Андрей Петров", "андрей петров", id="Cyrillic keeps its letters"),
        pytest.param("नरेंद्र शर्मा", "नरेंद्र शर्मा", id="Devanagari keeps its vowel signs"),
        pytest.param("Jane\u200bDoe_Roe", "janedoe roe", id="what cannot be seen is dropped"),
        pytest.param("김철수", "김철수", id="Korean stays in syllables"),
        pytest.param("!!!", "!!!", id="not a letter"),
        pytest.param("", "", id="empty"),
    ],
)
def test_executive_key(name: str, key: str) -> None:
    assert executive_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Daniel Zhang Yong", "Jeff Zhang Jianfeng", id="the two Zhangs are two people"),
        pytest.param("Jane Doe", "Jane Alison Doe", id="a middle name"),
        pytest.param("John Roe", "John Roe Jr.", id="father and son"),
        pytest.param("Ravi Talwarkar", "Rajiv Talwarkar", id="brothers"),
        pytest.param("Andrej Petrov", "Андрей Петров", id="another script"),
        pytest.param("", "Jane Doe", id="no name"),
    ],
)
def test_other_people_have_other_keys(one: str, other: str) -> None:
    assert executive_key(one) != executive_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Alibaba Group Holding Ltd.", "alibaba", id="legal forms in a row"),
        pytest.param("Halvorsen Medical Systems, Inc.", "halvorsen medical systems", id="a comma"),
        pytest.param("The Walt Disney Company", "walt disney", id="article and company"),
        pytest.param("Farrow & Sons plc", "farrow and sons", id="the sign is a word"),
        pytest.param("Farrow & Co", "farrow", id="and company"),
        pytest.param("Novo Nordisk A/S", "novo nordisk", id="a form with a stroke"),
        pytest.param("Vale S.A.", "vale", id="a form with dots"),
        pytest.param("Vale S. A.", "vale", id="and spaces"),
        pytest.param("Philips N.V.", "philips", id="Dutch"),
        pytest.param("AB Volvo (publ)", "volvo", id="Swedish, before and behind"),
        pytest.param("PT Astra International Tbk", "astra international", id="Indonesian"),
        pytest.param("J. P. Morgan", "jp morgan", id="initials"),
        pytest.param("J.P. MORGAN", "jp morgan", id="initials without a space"),
        pytest.param("Reinhardt & Völkl GmbH", "reinhardt and volkl", id="accents"),
        pytest.param("Lloyd’s", "lloyds", id="an apostrophe"),
        pytest.param("The Limited", "limited", id="nothing but form keeps a word"),
        pytest.param("Holdings Group Ltd", "holdings", id="likewise"),
        pytest.param("Co", "co", id="a form alone stays"),
        pytest.param("Group Lotus", "group lotus", id="a form in front is a name"),
        pytest.param("Canal+", "canal", id="a sign at the end"),
        pytest.param("株式会社東芝", "株式会社東芝", id="Japanese stays"),
        pytest.param("", "", id="empty"),
    ],
)
def test_company_key(name: str, key: str) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Alibaba Cloud", "Alibaba", id="unit and parent"),
        pytest.param("Bank of China", "China Bank", id="the order of words"),
        pytest.param("Nissan Motor", "Nissin Foods", id="near letters"),
        pytest.param("First Capital Group", "First Capital Bank", id="another word behind"),
    ],
)
def test_other_companies_have_other_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Doe " * 100, id="many words"),
        pytest.param("ß" * 199, id="letters that casefold to two"),
        pytest.param("ﷺ" * 40, id="a letter that is eighteen"),
        pytest.param("!" * 500, id="no letter"),
    ],
)
def test_a_long_key_is_bounded_and_stays_apart(name: str) -> None:
    for key_of in (executive_key, company_key):
        assert len(key_of(name)) == MAX_KEY_CHARS
        assert key_of(name) == key_of(name.upper() if name.upper().casefold() == name.casefold() else name)
        assert key_of(name) != key_of(name + " Roe")
