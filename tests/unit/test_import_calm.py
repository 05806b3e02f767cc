"""The collector rests during imports and always comes back."""

from __future__ import annotations

import gc
import threading

import pytest

from campaign.services.imports.calm import calm


def test_it_rests_inside_and_is_back_after_the_last_of_several() -> None:
    assert gc.isenabled()
    with calm():
        with calm():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_back_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), calm():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_the_import_that_began_last_may_end_first_or_last() -> None:
    began, end = threading.Event(), threading.Event()

    def other() -> None:
        with calm():
            began.set()
            end.wait(10)

    thread = threading.Thread(target=other)
    with calm():
        thread.start()
        assert began.wait(10)
    assert not gc.isenabled()
    end.set()
    thread.join(10)
    assert gc.isenabled()
