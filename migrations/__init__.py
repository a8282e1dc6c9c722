"""Three histories of tables: portal, mailbox, casework. Migrations never touch sealed content."""
