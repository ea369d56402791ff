"""Which encoding a file is in: firm signs before guesses, and common news languages guessed rightly."""

import logging

import pytest

from tracker.documents import UnreadableDocumentError
from tracker.documents.encodings import decode_text

SPANISH = "María Ruiz dimitió como directora financiera."
CHINESE = "阿里巴巴集团副总裁贾扬清周二在朋友圈宣布离职。"
RUSSIAN = "Генеральный директор компании Иван Петров покинул свой пост."


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(SPANISH.encode(), None, SPANISH, id="UTF-8"),
        pytest.param(SPANISH.encode("latin-1"), None, SPANISH, id="Spanish in Latin-1"),
        pytest.param("dimisión".encode("latin-1"), None, "dimisión", id="one word in Latin-1"),
        pytest.param(
            "The chairman’s exit – “sudden”".encode("cp1252"),
            None,
            "The chairman’s exit – “sudden”",
            id="quotes of Windows",
        ),
        pytest.param(
            "Émile Lefèvre a quitté l’entreprise".encode("cp1252"),
            None,
            "Émile Lefèvre a quitté l’entreprise",
            id="French",
        ),
        pytest.param("Jürgen Müller verläßt Öl AG".encode("latin-1"), None, "Jürgen Müller verläßt Öl AG", id="German"),
        pytest.param(CHINESE.encode("gb18030"), None, CHINESE, id="simplified Chinese"),
        pytest.param(
            "行政總裁黎卓軒將接替父親出任主席。".encode("big5"),
            None,
            "行政總裁黎卓軒將接替父親出任主席。",
            id="traditional Chinese",
        ),
        pytest.param(
            "山田太郎社長は三月末で退任する。".encode("shift_jis"),
            None,
            "山田太郎社長は三月末で退任する。",
            id="Japanese",
        ),
        pytest.param(
            "김철수 대표이사가 월요일 사임했다.".encode("euc_kr"),
            None,
            "김철수 대표이사가 월요일 사임했다.",
            id="Korean",
        ),
        pytest.param(RUSSIAN.encode("cp1251"), None, RUSSIAN, id="Russian"),
        pytest.param(SPANISH.encode("utf-16"), None, SPANISH, id="a mark goes before all"),
        pytest.param(
            b"\xfe\xff" + SPANISH.encode("utf-16-be"), "utf-8", SPANISH, id="a mark goes before what is declared"
        ),
        pytest.param(SPANISH.encode("utf-32"), None, SPANISH, id="UTF-32 is not taken for UTF-16"),
        pytest.param("Łódź".encode("iso8859_2"), "ISO-8859-2", "Łódź", id="declared"),
        pytest.param("“a”".encode("cp1252"), "iso-8859-1", "“a”", id="Latin-1 is declared for Windows-1252"),
        pytest.param(SPANISH.encode(), "utf-16", SPANISH, id="who can read the declaration has no UTF-16"),
        pytest.param(SPANISH.encode("latin-1"), "utf-8", SPANISH, id="a wrong declaration is passed over"),
        pytest.param(SPANISH.encode(), "x-unknown", SPANISH, id="so is an unknown one"),
        pytest.param(rb"\u0041 stays", "unicode_escape", r"\u0041 stays", id="Python's own codecs are not to be had"),
        pytest.param(b"+AEE- stays", "utf-7", "+AEE- stays", id="nor is UTF-7"),
        pytest.param(b"\xef\xbb\xbfcaf\xe9 au lait", None, "ï»¿café au lait", id="a mark that lies is passed over"),
    ],
)
def test_text_is_decoded_as_it_was_written(data: bytes, declared: str | None, text: str) -> None:
    assert decode_text(data, declared) == text


def test_the_last_resort_is_windows_1252_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = "العربية".encode("cp1256")
    with caplog.at_level(logging.WARNING):
        assert decode_text(data) == data.decode("cp1252")
    assert [record.getMessage() for record in caplog.records if record.name.startswith("tracker")] == [
        "The encoding of a file could not be told; it was read as Windows-1252."
    ]


def test_what_no_encoding_fits_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError):
        decode_text(b"\x81\x8d\x98\x90\x9d\xff")
