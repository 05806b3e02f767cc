"""The sample database: made-up people in real communes, played through the services like real work."""

from campaign.services.demo.build import DemoSummary, build_demo, fill, sample_day
from campaign.services.demo.signins import SampleAccount, sample_accounts

__all__ = ["DemoSummary", "SampleAccount", "build_demo", "fill", "sample_accounts", "sample_day"]
