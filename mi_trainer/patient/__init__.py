"""Who answers: the state machine, the disposition it moves, and the line that is said."""
