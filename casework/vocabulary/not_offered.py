"""Steps of the procedure that nobody can take yet, each with the reason (ADR 0055)."""

from collections.abc import Mapping

from casework.vocabulary.verbs import Verb

NO_WAY = "Not offered yet: no page and no address of the API leads to this step."
NOT_OFFERED: Mapping[Verb, str] = {
    Verb.MERGE_CASE: NO_WAY,
    Verb.UNMERGE_CASE: NO_WAY,
    Verb.RELEASE_COMPLAINT: "Not possible yet: no step brings a second reporter into a case, so its page stays shut.",
}
