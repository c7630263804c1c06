"""Pictures that are composed of what several apps know."""
