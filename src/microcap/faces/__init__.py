"""What people touch; no arithmetic."""
