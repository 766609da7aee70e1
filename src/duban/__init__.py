"""督办: work-safety enforcement campaigns. See ARCHITECTURE.md for the rooms."""
