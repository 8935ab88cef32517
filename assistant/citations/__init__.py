"""Addresses, receipts, quotation checks and export formats."""
