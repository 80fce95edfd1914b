"""The auditor's pages, and the alarms of the record."""
