"""zoom-sync: one attendance record for a hybrid event, from Zoom and from the room."""
