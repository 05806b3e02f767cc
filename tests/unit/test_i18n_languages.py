"""A document speaks its own language, and the screen behind it keeps the reader's."""

import pytest

from campaign.i18n import _, current_language, in_language, use_language


def test_a_language_is_spoken_for_a_while_and_then_the_one_before() -> None:
    use_language("en")
    with in_language("vi"):
        assert _("Village") == "Thôn, buôn"
    assert (_("Village"), current_language()) == ("Village", "en")
    use_language("vi")


def test_the_language_before_comes_back_after_a_fault_too() -> None:
    use_language("en")
    with pytest.raises(ZeroDivisionError), in_language("vi"):
        raise ZeroDivisionError
    assert current_language() == "en"
    use_language("vi")
