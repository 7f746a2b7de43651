"""The daily compositions: ingest, dossier, diff, screen."""
