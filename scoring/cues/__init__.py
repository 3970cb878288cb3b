"""The phrases by which each code and mark is recognised, in the notation of :mod:`scoring.phrases`.

`behaviours.py` has one list for each MITI code (`pushing.py` those of Persuade and Confront), `marks.py` one for each
mark (`evoking.py` those of questions that evoke), `sure.py` the few that settle a mark or a confrontation by
themselves, `client.py` those of client talk, and `lists.py` the words in curly brackets that they share.

To teach the coder a phrase, add a line there, and fit the heads again: `python -m scoring.training.typed_heads`.
"""
