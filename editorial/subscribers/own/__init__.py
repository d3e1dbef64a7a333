"""The portal's pages on which a subscriber's people set up what is theirs."""
