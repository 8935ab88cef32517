"""Where files are read: worker processes that cannot hurt the program."""
