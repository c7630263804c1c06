"""Everything that writes to the outbox."""
