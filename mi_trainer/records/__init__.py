"""What is kept: sessions, turn by turn, on the user's own disk."""
