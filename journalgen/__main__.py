"""Run the command line with `python -m journalgen`."""

from journalgen.cli import main

if __name__ == "__main__":
    main()
