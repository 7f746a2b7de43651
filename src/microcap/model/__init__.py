"""The words everybody speaks: tables, units, evidence, figures, errors; no input or output."""
