"""The two commands of the README together run every test of the short tier."""

import re

from config.env import BASE_DIR

RECIPE = re.compile(r"^([a-z-]+):[^\n]*\n((?:\t[^\n]*\n)+)", re.MULTILINE)


def test_make_check_runs_what_make_test_leaves_out() -> None:
    recipes = dict(RECIPE.findall((BASE_DIR / "Makefile").read_text(encoding="utf-8")))
    left_out = re.findall(r"--ignore=(\S+)", recipes["test"])
    assert left_out != []
    assert [folder for folder in left_out if not re.search(rf"pytest [^\n]*{folder}\n", recipes["rules"])] == []
    assert "rules" in recipes["check"].split()
