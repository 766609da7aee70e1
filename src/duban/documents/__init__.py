"""Documents 文书与附件: plain values to bytes. Sees neither Django, nor records, nor queries."""
