"""What passes between the two doors, sealed: deposits, replies, notices, the signed directory.

Nothing here holds a key or reads a clock; callers hand in sealed bytes and days. The portal may put
deposits in and read replies, public documents and the directory, and nothing else (`mailbox.grants`).
"""
