"""What a clinician said, in the terms of motivational interviewing.

Knows no scenario, no screen and no database: text and context in, frozen values out.
"""
