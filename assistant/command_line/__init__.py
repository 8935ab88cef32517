"""What people type and scripts rely on."""
