"""What somebody has beside their password: an app's codes, passkeys, and codes on paper."""
