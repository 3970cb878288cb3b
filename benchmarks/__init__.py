"""What the project claims of its patients, its speed and its coder on typed text, as commands that print it."""
