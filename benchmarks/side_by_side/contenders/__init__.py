"""What is compared: each file is one way of serving the tables, as somebody would write it who chose that way."""
