"""Documents and workbooks, made from plain frozen data; nothing here knows a database or a screen."""
