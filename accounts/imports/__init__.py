"""Reading lists of people: a file becomes a table, its columns fields, its rows people."""
