"""After a story went out: its corrections, who repeats what was wrong, and its translations."""
