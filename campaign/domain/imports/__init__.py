"""Reading the lists that communes hold, without a file or a database: cells in, people with issues out.

The way of a row: `sheets` (cells as a spreadsheet holds them) -> layout (header, bands, headings) -> `rows` (clean
people, each with what was wrong) -> `campaign.services.imports` (who is there already, one transaction).
"""
