"""How files are written: each one whole or not at all, and as tables whose texts no spreadsheet works out."""
