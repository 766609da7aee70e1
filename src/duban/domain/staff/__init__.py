"""Staff 人员名册: a workbook of people and certificates becomes rows, and rows become what to write."""
