"""What a scenario is checked for once it can be read, one kind of trouble a file; ``catalogue`` names every code."""
