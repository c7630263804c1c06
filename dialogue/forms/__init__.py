"""Forms translate between pages and services."""
