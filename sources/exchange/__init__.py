"""The library's side of the exchange package: documents, texts and quotations as plain files."""
