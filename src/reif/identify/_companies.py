"""Companies: found by domain, else by name, else made."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from reif.identify._columns import mail_domain, stated_domain
from reif.records import bulk
from reif.records.models import Company, Contact
from reif.rules.texts import shortened

_TRIES = 3


def settle(contacts: Sequence[Contact]) -> None:
    """Let each contact belong to its company.

    A company is found by the domain that is stated, then by the e-mail's, then by its name; of companies of a name one
    with another stated domain is another one. It is made where a name or a domain is stated: an e-mail makes none.
    """
    companies = _companies_of(contacts)
    for contact, company in zip(contacts, companies, strict=True):
        contact.company = company


def withdraw(stated: Iterable[object]) -> None:
    """What `operations.withdraw_companies` says."""
    names = {shortened(" ".join(each.split()), 300) for each in stated if isinstance(each, str)} - {""}
    found = Company.objects.select_for_update().filter(Q(name__in=names) | Q(domain__in=names)).order_by("pk")
    companies = {company.pk: company for company in found}
    still = set(
        Contact.objects.filter(company_name__in={each.name for each in found}).values_list("company_name", flat=True)
    )
    members = list(Contact.objects.select_for_update().filter(company__in=companies).order_by("pk"))
    by_domain = {stated_domain(each) for each in members} - {""}
    gone = [each.pk for each in companies.values() if each.name not in still and each.domain not in by_domain]
    left = [each for each in members if each.company_id in gone]
    Company.objects.filter(pk__in=gone).delete()
    settle(left)
    bulk.update(Contact, ["company_id"], [(each.company_id, each.pk) for each in left])


def _companies_of(contacts: Sequence[Contact]) -> list[Company | None]:
    for turn in range(_TRIES):
        known = _Known(contacts)
        companies = [known.company_of(contact) for contact in contacts]
        try:
            with transaction.atomic():
                Company.objects.bulk_create(known.fresh)
        except IntegrityError:  # another has made one of them between looking and making
            if turn == _TRIES - 1:
                raise
        else:
            return companies
    raise AssertionError("a loop of no turn")


class _Known:
    def __init__(self, contacts: Iterable[Contact]) -> None:
        domains = {domain for each in contacts for domain in (stated_domain(each), mail_domain(each)) if domain}
        names = {each.company_name for each in contacts if each.company_name}
        found = Company.objects.filter(Q(domain__in=domains) | Q(name__in=names)).order_by("-id")
        self._by_domain: dict[str, Company] = {}
        self._by_name: dict[str, Company] = {}
        self.fresh: list[Company] = []
        for company in found:
            self._note(company)

    def company_of(self, contact: Contact) -> Company | None:
        name, stated, mail = contact.company_name, stated_domain(contact), mail_domain(contact)
        found = self._by_domain.get(stated) or (None if stated else self._by_domain.get(mail))
        if found is None:
            named = self._by_name.get(name)
            found = named if named is not None and not (stated and named.domain) else None
        if found is None and (name or stated):
            found = Company(name=name or stated, domain=stated or (mail if mail not in self._by_domain else ""))
            self.fresh.append(found)
            self._note(found)
        return found

    def _note(self, company: Company) -> None:
        if company.domain:
            self._by_domain[company.domain] = company
        self._by_name[company.name] = company
