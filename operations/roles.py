"""The database's roles: `owner` migrates, `app` serves, `signer` reads the entries of the record, `keys` keeps wrapped keys.

None is a superuser. `python -m operations.roles` makes them on a server of your own, from four files of mode 0600:
ADMIN_DATABASE_URL_FILE (the address of the database, as a superuser), OWNER_PASSWORD_FILE, APP_PASSWORD_FILE and
SIGNER_PASSWORD_FILE. Running it again changes nothing.
"""

import os
import sys
from pathlib import Path

import psycopg
from psycopg import sql

_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN CREATE ROLE {role}; END IF;
END $$
"""
_ATTRIBUTES = "ALTER ROLE {role} WITH {login} NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_RIGHTS = ("USAGE ON SCHEMAS", "SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES")
DEFAULT_RIGHTS = tuple(f"ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT {rights} TO app" for rights in _RIGHTS)
"""What `app` may do with each table that `owner` makes, unless the migration that makes it takes some of that away."""
NO_DEFAULT_RIGHTS = tuple(f"ALTER DEFAULT PRIVILEGES FOR ROLE owner REVOKE {rights} FROM app" for rights in _RIGHTS)
_GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE, CREATE ON SCHEMA public TO owner",
    "GRANT USAGE ON SCHEMA public TO app",
    "GRANT CREATE ON DATABASE {database} TO owner",
    *DEFAULT_RIGHTS,
)


def make_roles(
    admin: "psycopg.Connection[tuple[object, ...]]", *, owner_password: str, app_password: str, signer_password: str
) -> None:
    """Make the roles with these passwords; `keys` cannot sign in. The connection must be a superuser's."""
    passwords = {"owner": owner_password, "app": app_password, "signer": signer_password, "keys": None}
    for name, password in passwords.items():
        role = sql.Identifier(name)
        admin.execute(sql.SQL(_ROLE).format(name=sql.Literal(name), role=role))
        login = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("NOLOGIN")
        admin.execute(sql.SQL(_ATTRIBUTES).format(role=role, login=login))


def prepare_database(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    """In this connection's database: `owner` may make tables, `app` may use what `owner` makes, and owns nothing."""
    database = sql.Identifier(admin.info.dbname)
    for statement in _GRANTS:
        admin.execute(sql.SQL(statement).format(database=database))


FILES = ("ADMIN_DATABASE_URL_FILE", "OWNER_PASSWORD_FILE", "APP_PASSWORD_FILE", "SIGNER_PASSWORD_FILE")


def _file(name: str) -> str:
    try:
        return Path(os.environ[name]).read_text(encoding="utf-8").strip()
    except (KeyError, OSError, UnicodeDecodeError):
        sys.exit(f"{name} names no file that can be read. Needed are {', '.join(FILES)}; nothing was done.")


if __name__ == "__main__":
    address, owner, app, signer = map(_file, FILES)
    try:
        with psycopg.connect(address) as connection:
            make_roles(connection, owner_password=owner, app_password=app, signer_password=signer)
            prepare_database(connection)
    except psycopg.Error as reason:
        sys.exit(f"The roles were not made: {' '.join(str(reason).split())}")
