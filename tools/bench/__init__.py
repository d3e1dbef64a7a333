"""``make bench``: how fast the site answers, against a bare Django view of the same bytes.

docs/performance.md says how it measures and what it found.
"""
