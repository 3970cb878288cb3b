"""The parts that screens are made of. Each carries its own help text."""
