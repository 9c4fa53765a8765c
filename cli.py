"""The ``practice`` command: options in, calls, exit code out."""


def main() -> None:
    raise SystemExit("practice: not built yet")
