"""The one error type."""

import pickle

from campaign.errors import CampaignError


def test_code_and_details_survive_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(CampaignError("phone_invalid", value="12•••", n=3)))  # noqa: S301 - our own bytes
    assert (error.code, error.details) == ("phone_invalid", {"value": "12•••", "n": 3})


def test_it_reads_as_its_code_in_a_log() -> None:
    assert str(CampaignError("phone_invalid", value="12")) == "phone_invalid(value='12')"
    assert str(CampaignError("not_permitted")) == "not_permitted"
