"""A corpus of made-up policy text, of any size, written as an exchange package: for benchmarks and trials."""
