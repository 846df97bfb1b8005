"""`python -m convergence_cli`: the same as the `convergence` command."""

from convergence_cli.cli.main import main

if __name__ == "__main__":
    main()
