"""The short way of a plain GET, or of a POST that makes a row: one round trip, and the bytes of the long way.

A lane knows no rule of its own. Its statements are made by the view's own methods and serializer; whatever is unusual
about a request, a view or an answer falls through to REST framework.
"""
