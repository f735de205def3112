"""`python -m zoom_sync` is `zoom-sync`."""

from zoom_sync.cli import main

if __name__ == "__main__":
    main()
