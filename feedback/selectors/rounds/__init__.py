"""360 rounds as their readers see them: the report, what a reviewer is asked, the set-up."""
