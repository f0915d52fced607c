"""How Django itself writes days and moments, by language; the same as `oia.ui.words`."""
