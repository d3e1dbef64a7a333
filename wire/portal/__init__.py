"""The portal: what a subscriber's people see of their own log, and of nobody else's."""
