"""The forms of a campaign draft 工作方案的编辑表: of what each section consists, drawn and read back."""
