"""An article in, a reading out: who said what, with names, figures and dates."""
