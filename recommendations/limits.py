"""What an address may hold, for those who refuse longer ones before any page is asked."""

LONGEST_ADDRESS = 32_000  # characters of a collection's query string, as sent: five hundred codes, and notes
