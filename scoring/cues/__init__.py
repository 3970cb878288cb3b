"""The phrases by which each code and mark is recognised, in the notation of :mod:`scoring.phrases`.

`behaviours.py` has one list for each MITI code, `marks.py` one for each mark, `client.py` those of client talk, and
`lists.py` the words in curly brackets that they share. To teach the coder a phrase, add a line there.
"""
