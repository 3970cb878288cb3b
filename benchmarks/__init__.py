"""What the project claims about its patients, its speed and its coder, as commands that print it."""
