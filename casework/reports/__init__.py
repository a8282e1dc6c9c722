"""Reports: the register of every channel, the inbox, what staff answer, and the people a report concerns."""
