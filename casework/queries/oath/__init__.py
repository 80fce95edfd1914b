"""The oaths that members signed, and on which cases rest."""
