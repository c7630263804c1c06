"""What `./run` executes once its environment is there."""

import signal
import sys

INTERRUPTED = 130


def start(arguments: list[str]) -> None:
    """Start the application, or run one command on its database and exit as it did."""
    # Imported late so that Ctrl-C in these first moments ends quietly.
    from config.embedded.commands import manage
    from config.embedded.options import parse
    from config.embedded.signals import interrupt, on_stop_signals
    from config.embedded.stack import Stack

    on_stop_signals(interrupt)
    options = parse(arguments)
    if options.command is not None:
        sys.exit(manage(options, options.command))
    Stack(options).run()


def main(arguments: list[str]) -> None:
    """Exit with a line for whatever stops the start."""
    from config.embedded.failures import Failure

    try:
        start(arguments)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(failure.code)
    except OSError as error:
        print(f"run: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main(sys.argv[1:])
