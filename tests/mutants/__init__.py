"""Guard mutants: the code is broken in one small place after the other, and the tests have to notice each time.

``python -m tests.mutants`` (``make mutants``). A breakage that no test notices is a guard that nobody watches.
"""
