"""Portfolio files: read into debtors and debts, and written from them. No Qt."""
