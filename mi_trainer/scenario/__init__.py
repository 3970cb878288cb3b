"""What an author writes: the model of a scenario, how it is read, and what can be wrong with it."""
