"""The newsroom's pages for subscribers: who they are, what they are sent, and who has what."""
