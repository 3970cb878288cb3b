"""Fitting and evaluating the coder. Never imported by the running program."""
