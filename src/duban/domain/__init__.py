"""Domain 领域: what the campaign knows, decides and counts. Standard library only: no clock, no files, no Django."""
