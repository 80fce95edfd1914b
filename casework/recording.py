"""Seals and records in one call, the last call of every step; and opens sealed texts again."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from casework.models import Case
from casework.models.step_proof import StepProof
from casework.record.events import ContentOpened, Event, PartySignatureGiven, SignatureGiven, VoteCast
from casework.record.rights import ACCUSED
from casework.record.state import cited_entries, entries_of_ballot, signed_entry
from casework.vocabulary import CaseCompartment, NotNow, ProofNeeded, SignatureNeeded, Verb
from casework.workflow.step import is_decisive, not_none
from ledger.append import Draft, append
from ledger.canonical import decode
from ledger.commitments import commitment
from ledger.queries import leaves
from ledger.sealed_answers import REST, binding, field_of
from policy.models import Member, SigningKey
from policy.passkeys import NotSigned
from policy.queries import evidence_of, hand_in_office, hand_of_member, key_at, key_counting
from policy.signing import id_of_entry, made_entry, salt_of_field, step_digest, step_statement
from vault.ballots import Answer, seal_answers
from vault.compartments import Compartment, Kind, stored_keys
from vault.files import keep
from vault.models import WrappedKey
from vault.sealing import Text, open_many, open_many_of, seal
from vault.uploads import SealedUpload

READINGS = "system"
NONCE = 16

type Upload = UploadedFile[Any]
type Texts = Mapping[str, Any]
type OpenedTexts = Mapping[tuple[UUID, str], Any]
type Salts = Mapping[tuple[UUID, str], bytes]
type Act = tuple[Event, Texts]
type Signature = tuple[Sequence[Act], Sequence[Act], Salts]
"""The acts of a step with the ids that their signature fixes, the act that holds it, if any, and the salts of their texts."""


class Rehearsed(Exception):
    """A rehearsed step has come as far as its record: the case with its events folded in, and what they would have sealed.

    It undoes the transaction of the step. `shown` is the case as it was shown before it.
    """

    shown: Case

    def __init__(self, case: Case, acts: Sequence[Act]) -> None:
        super().__init__(case.reference)
        self.case, self.acts = case, tuple(acts)


def record(
    event: Event,
    *,
    subject: Case,
    sealed: Texts | None = None,
    also: Sequence[Act] = (),
    signature: Signature | None = None,
    keys_read: Iterable[WrappedKey] | None = None,
    is_first: bool = False,
) -> None:
    """Append the event of a step, and the events in `also`, to the case's stream; seal their texts under their keys.

    `sealed` must have exactly the fields that the event declares (None for an empty one), because nobody could read a text
    without declared readers; ValueError otherwise. A decisive event cites the entries on which it rests, and has a
    signature: the given one, or the one for which `get_signature` asks. It takes the lock of the log, so call it last.
    `keys_read` is what `keys_for` returned, if it was asked before. `is_first`: nothing was sealed or appended for this case
    before. Raises Rehearsed for a step that is rehearsed.
    """
    if subject.is_rehearsed:
        raise Rehearsed(subject, [(event, sealed or {}), *also])
    acts, signing, salts = signature or get_signature([(event, sealed or {}), *also], subject)
    together = [*acts, *signing]
    relied_on = [entry for one, _ in together for _, entry in cited_entries(one, subject.view)]
    cited = leaves([*relied_on, *entries_of_ballot(event, subject.view)])
    answers = {address: one for act in together for address, one in _answers(*act, subject, salts, cited).items()}
    texts_of = ((one, _texts(one, texts, subject, salts)) for one, texts in together)
    kept = (text for one, some in texts_of for text in some if (one.id, text.field) not in answers)
    commits = seal(*kept, keys_read=() if is_first else keys_read)
    commits |= seal_answers(answers.values())
    append(*(_draft(one, subject, cited, commits) for one, _ in together), is_first=is_first)


def keys_for(signature: Signature, case: Case) -> list[WrappedKey]:
    """Return the stored keys of the compartments in which the texts of a step will be sealed. One query at most."""
    acts, signing, _salts = signature
    kept = {one.sealed[name].kept for one, texts in (*acts, *signing) for name in texts if name in one.sealed}
    return stored_keys({compartment_of(case, one) for one in kept})


def require_proof(case: Case, proof: StepProof) -> None:
    """Raise ProofNeeded for a decisive step of a person without a passkey who has not given password and second factor again.

    It locks and changes nothing. A passkey signs the entries that the step makes, so `get_signature` asks for that.
    """
    if proof.signed is not None or proof.proven:
        return
    key = key_at(case.acting.person, case.view.now)
    if key is None or not _is_own(case.acting.person, proof):
        raise ProofNeeded


def get_signature(acts: Sequence[Act], case: Case) -> Signature:
    """Return the signature for a step that decides or binds, and the acts with the ids that it fixes. It writes nothing.

    A person with a passkey signs the commitments of the entries that a decisive step makes: SignatureNeeded if they have not,
    NotNow if they signed something else. Other steps have no signature and keep their ids, and so do those of a person
    without a passkey, who gives password and second factor again: ProofNeeded if they have not. A member signs what binds
    them alone, without what comes with it, unless they gave password and second factor instead.
    """
    event, proof = acts[0][0], case.step_proof
    step = getattr(event, "step", event.verb)
    if proof is None:
        return acts, (), {}
    if event.binds and case.acting.as_(*ACCUSED):
        key = None if proof.proven else key_of_member(case, proof.user)
        if key is None:
            return acts, (), {}
        made, evidence, salts = _sign(acts[:1], case, key, step, over=None)
        return [*made, *acts[1:]], ((PartySignatureGiven(of=made[0][0].id, step=step), evidence),), salts
    if not is_decisive(step):
        return acts, (), {}
    person = case.acting.person
    key = key_counting(proof.user, person, case.view.now)
    if key is not None and not _is_own(person, proof):
        key = None
    if key is None and not proof.proven:
        raise ProofNeeded
    if key is None:
        return acts, (), {}
    over = proof.signs or getattr(event, "proposal", None) or signed_entry(step, case.view)
    made, evidence, salts = _sign(acts, case, key, step, over=over)
    return made, ((SignatureGiven(of=made[0][0].id, step=step, key=key.entry_id), evidence),), salts


def key_of_member(case: Case, user: User) -> SigningKey | None:
    """Return the passkey with which the accused member signs now; None for anybody else, or where they have none.

    It locks the person's account, so that no key is added or removed until the transaction ends.
    """
    member = Member.objects.filter(pk=case.respondent_id, user=user).first() if case.respondent_id else None
    return None if member is None else key_counting(user, hand_of_member(member).person, case.view.now)


def _sign(
    acts: Sequence[Act], case: Case, key: SigningKey, step: Verb, *, over: UUID | None
) -> tuple[Sequence[Act], Texts, Salts]:
    """Return acts with the ids that a signature fixes, the texts of the signature, and the salts of the texts of the acts."""
    proof, person = not_none(case.step_proof), case.acting.person
    leaf = leaves([over])[over] if over else None
    nonce = proof.signed.nonce if proof.signed else secrets.token_bytes(NONCE)
    ids = partial(id_of_entry, nonce, case=case.id, step=step.value, person=person, over=leaf)
    acts = [(replace(one, id=ids(place)), texts) for place, (one, texts) in enumerate(acts)]
    salts = {
        (one.id, name): salt_of_field(nonce, place, name) for place, (one, texts) in enumerate(acts) for name in texts
    }
    statement = step_statement(
        log=settings.LOG_ORIGIN,
        case=case.id,
        step=step.value,
        person=person,
        makes=[made_entry(one.type, one.data(), _commits(one, texts, salts)) for one, texts in acts],
        proposal=leaf,
        nonce=nonce,
    )
    digest = step_digest(statement)
    if proof.signed is None:
        raise SignatureNeeded(digest=digest, nonce=nonce, credential=bytes(key.credential))
    try:
        evidence = evidence_of(key, digest, proof.signed.answer)
    except NotSigned:
        raise NotNow("Your passkey has not signed what stands here now. Nothing was done. Sign again.") from None
    if leaves([one.id for one, _ in acts]):
        raise NotNow("Your passkey has signed this before. Nothing was done. Open the page of the step again.")
    return acts, {"statement": decode(statement), "evidence": evidence}, salts


def _commits(event: Event, texts: Texts, salts: Salts) -> Mapping[str, bytes]:
    return {
        name: commitment(salt=salts[event.id, name], entry_id=event.id, field=name, value=value)
        for name, value in texts.items()
    }


def _is_own(person: UUID, proof: StepProof) -> bool:
    return hand_in_office(proof.user).person == person


def record_reading(*events: ContentOpened, subject: Case) -> None:
    """Append to the system's stream, one entry for each compartment, that somebody opened sealed content."""
    append(*(_entry(event, subject, stream=READINGS, commit={}) for event in events))


def _texts(event: Event, texts: Texts, case: Case, salts: Salts) -> Iterator[Text]:
    if set(texts) != set(event.sealed):
        raise ValueError(f"{event.type} seals {sorted(event.sealed)}, not {sorted(texts)}")
    for name, value in texts.items():
        yield Text(
            compartment=compartment_of(case, event.sealed[name].kept),
            entry_id=event.id,
            stream=case.stream,
            field=name,
            value=value,
            room=event.sealed[name].room,
            salt=salts.get((event.id, name), b""),
        )


def _answers(
    event: Event, texts: Texts, case: Case, salts: Salts, leaf_of: Mapping[UUID, bytes]
) -> dict[tuple[UUID, str], Answer]:
    """Return what a vote says of each option that is put: it is sealed to the signer's keys, and to none of the case."""
    ballot = case.view.board.ballot
    if not isinstance(event, VoteCast) or ballot is None:
        return {}
    return {
        (event.id, field_of(option)): Answer(
            entry_id=event.id,
            field=field_of(option),
            value=texts[field_of(option)],
            public=bytes.fromhex(public),
            info=binding(
                ballot=leaf_of[ballot.id],
                pack=leaf_of[ballot.pack],
                option=option,
                vote=event.id,
                voter=case.acting.person,
            ),
            salt=salts.get((event.id, field_of(option)), b""),
        )
        for option, public in zip((*ballot.motions, REST), ballot.keys, strict=True)
    }


def _draft(event: Event, case: Case, cited: Mapping[UUID, bytes], commits: Mapping[tuple[UUID, str], bytes]) -> Draft:
    commit = {name: commits[event.id, name] for name in event.sealed}
    refs = [(relation, cited[entry]) for relation, entry in cited_entries(event, case.view) if entry in cited]
    return _entry(event, case, stream=case.stream, commit=commit, refs=refs)


def _entry(
    event: Event, case: Case, *, stream: str, commit: Mapping[str, bytes], refs: Sequence[tuple[str, bytes]] = ()
) -> Draft:
    return Draft(
        id=event.id,
        type=event.type,
        stream=stream,
        actor=case.acting.person,
        role=case.acting.role.value,
        occurred=case.view.now,
        data=event.data(),
        commit=commit,
        refs=refs,
    )


def compartment_of(case: Case, kept: CaseCompartment) -> Compartment:
    return Compartment(subject=case.id, kind=Kind(kept.value))


def open_texts(case: Case, kept: CaseCompartment, wanted: Iterable[tuple[UUID, str]]) -> OpenedTexts:
    """Return the texts of one compartment by (entry, field). The caller has recorded the opening before."""
    return open_many(compartment_of(case, kept), case.stream, list(wanted))


def open_texts_together(case: Case, wanted: Mapping[CaseCompartment, Collection[tuple[UUID, str]]]) -> OpenedTexts:
    """Return the same for several compartments at once. One query."""
    return open_many_of(case.stream, {compartment_of(case, kept): some for kept, some in wanted.items()})


def keep_file(case: Case, kept: CaseCompartment, file: Upload | None) -> UUID | None:
    """Keep an uploaded file under a compartment's key, and return its key; None when there is none."""
    return keep(cast(SealedUpload, file), compartment_of(case, kept)).id if file else None
