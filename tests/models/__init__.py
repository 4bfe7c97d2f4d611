"""The rules that the models and the database itself keep."""
