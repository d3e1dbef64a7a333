"""A made-up day, sent badly on purpose, and how well a client came through it. No database."""
