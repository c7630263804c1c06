"""The sealed box of a confidential round: keys, boxes, and which groups may be shown.

Pure functions: they know no table, no clock and no request. What an answer is stored under is
derived from the key of its round, so that nothing in the row says whose it is; the key of the round
itself is wrapped by a secret outside the database, and is destroyed with the release.
"""
