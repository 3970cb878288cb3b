"""What an author does with a scenario besides writing it: try it, test it, record, rehearse, begin one."""
