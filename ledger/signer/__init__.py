"""The mirror-signer: a process of its own that keeps a copy of the log and signs only what goes on from it.

No Django. What it keeps came through its socket, was found in the database by the signer itself, and lies fsynced in its
own folder.
"""
