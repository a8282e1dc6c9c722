"""放假安排: the years of working days this house loaded after those the chapters hold, and the calendar they make."""
