"""What every page uses: the context, the way back, labels, marks of fields, receipts as files."""
