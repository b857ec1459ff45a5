"""`python -m artplan` does the same as `artplan`."""

from artplan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
