"""``python -m planreview``."""

from planreview.cli.main import main

if __name__ == "__main__":
    main()
