"""Reports and their reporters: addresses, numbers, days, and floods of reports."""
