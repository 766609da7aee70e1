"""Actions 办理: writing. One function per deed, one transaction, one deed in the trail."""
