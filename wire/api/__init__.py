"""The subscribers’ API under /wire/v1/: docs/wire.md is its manual."""
