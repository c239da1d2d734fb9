"""How a person may be reached without harm."""
