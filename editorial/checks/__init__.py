"""What is looked at before a story goes: each check reads what would be sent, and says."""
