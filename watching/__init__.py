"""`practice watch`: every save is graded, and the verdict stands on one screen.

A room above the others, beside the command line: it needs the screens, the trainer and the
grader's doors at once and stays for as long as somebody writes, which no single room does.
"""
