"""The mirror-signer: a process of its own that keeps a copy of the log and signs only what goes on from it.

No Django, no database: what it knows came through its socket, and lies fsynced in its own folder.
"""
