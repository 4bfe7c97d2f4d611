"""The exchange package: the whole knowledge base as plain files, out and in."""
