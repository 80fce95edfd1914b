"""Running an installation: backup and restore, the doctor, keys, upgrades, commands, and the pages of the administration."""
