"""The administrative report as a Word file (NĐ 30/2020/NĐ-CP, Phụ lục I), with the head of the office that issues it.

Words and numbers are made apart from the page: `body` and what it uses know nothing of Word, `page`, `frame` and `grid`
nothing of campaigns.
"""

from campaign.reports.administrative.report import administrative_report, write_administrative_report

__all__ = ["administrative_report", "write_administrative_report"]
