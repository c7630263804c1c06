"""What is true of 360 rounds without a database: their items, and the moments they name."""
