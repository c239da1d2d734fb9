"""Tables that people send and take away: XLSX and CSV, read safely and written safely. No Django in it.

- `source.open_source` looks a file over before reading it and hands out rows one by one, whatever its length;
- `table.find_table` finds the line of headings, `headings.guess_mapping` what each column means;
- `parsing` turns a cell into a value or a problem with its remedy;
- `writing` writes lists that no spreadsheet program takes for formulas, `badrows` the rows to mend.
"""
