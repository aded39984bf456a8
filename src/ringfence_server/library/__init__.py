"""Library: authors, books, and every kind of relation between them."""
