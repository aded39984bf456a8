"""Signals of accounts, for apps that keep something in step with a person's row."""

from django.dispatch import Signal

# ``user`` has a name that may be another one than before. Sent by whatever writes it, in the scope and the
# transaction of the write, so that a receiver's failure undoes it.
username_changed = Signal()
