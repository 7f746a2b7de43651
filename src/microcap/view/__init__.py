"""What could be known at a moment: View, Subject, panels, identity."""
