"""报表报送: parts that the pages of returns share."""
