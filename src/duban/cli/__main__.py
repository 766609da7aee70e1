"""``python -m duban.cli``: the same as ``duban``."""

from duban.cli.main import main

main()
