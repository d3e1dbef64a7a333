"""The content of the demo newsroom: its people, stories and pictures, as plain data."""
