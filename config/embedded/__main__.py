"""What `./run` executes once its environment is there."""

import sys

from config.embedded.commands import manage
from config.embedded.failures import Failure
from config.embedded.options import parse
from config.embedded.stack import Stack

INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Start the application, or run one command on its database; the exit code."""
    try:
        options = parse(arguments)
        if options.command is not None:
            return manage(options, options.command)
        Stack(options).run()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
