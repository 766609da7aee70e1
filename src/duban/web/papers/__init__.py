"""What the pages of papers 文书 share."""
