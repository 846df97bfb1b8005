"""What looks like the number of a person is known by its form, is never printed whole, and a document's is none."""

import pytest

from convergence_cli.questionnaire.personal import personal_in

IDENTITY, MOBILE, INSTRUCTION = "text-identity-number", "text-mobile-number", "text-instruction"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11010519491231002X", IDENTITY),
        ("身份证11010519491231002x（复印件）", IDENTITY),
        ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY),
        ("110105 19491231 002X", IDENTITY),
        ("13800138000", MOBILE),
        ("电话138 0013 8000", MOBILE),
        ("电话138-0013-8000", MOBILE),
        ("１３８００１３８０００", MOBILE),
        ("省领导批示", INSTRUCTION),
    ],
)
def test_numbers_of_persons_are_known_however_they_are_typed(text: str, code: str) -> None:
    found = personal_in(text)
    assert found is not None
    assert found.code == code
    assert code == INSTRUCTION or (text not in found.shown and "*" in found.shown)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the last sign does not belong to the others
        "江台发〔2025〕13号",
        "2025-03-18至2025-12-31",
        "010-12345678",
        "23800138000",
        "1380013800012",
        "订单号913800138000",
        "批次示例.pdf",
        "",
    ],
)
def test_numbers_of_papers_are_none(text: str) -> None:
    assert personal_in(text) is None
