"""The directory's lists come in by the same engine, and go out and come back unchanged."""

import datetime as dt

from apps.directory.exporting import ProviderExport
from apps.directory.models import ProviderContact, ProviderService, ServiceProvider
from apps.people.operations import exports, imports
from tests.imports.conftest import states, xlsx
from tests.support.staff import NOW

HEADINGS = ["Kurum Adı", "Kurum Türü", "İlçesi", "Tel", "Hizmetler", "Çalışma Saatleri"]
ROW = ["Örnek Dernek", "STK", "Talas", "0352 000 00 01", "Danışmanlık; Kurs", "Hafta içi 08.30-12.00, 13.00-17.30"]


def test_providers_are_recognised_stored_once_and_only_completed(send):
    job = send(xlsx([ROW, ROW], HEADINGS), kind="providers")
    assert states(job) == {2: "imported", 3: "skipped"}
    provider = ServiceProvider.objects.get()
    assert (provider.kind, provider.district) == ("ngo", "Talas")
    assert [one.name for one in provider.services.order_by("created_at")] == ["Danışmanlık", "Kurs"]
    assert provider.opening_hours["mon"] == [["08:30", "12:00"], ["13:00", "17:30"]]
    assert "sat" not in provider.opening_hours
    assert send(xlsx([ROW], HEADINGS), kind="providers").counts == {"unchanged": 1}
    more = send(xlsx([["ÖRNEK DERNEK", "Talas", "a@example.org"]], ["Kurum Adı", "İlçe", "E-posta"]), kind="providers")
    assert more.counts == {"updated": 1}
    assert ServiceProvider.objects.get().email == "a@example.org"


def test_a_bad_provider_is_named(send):
    job = send(xlsx([["", "Banka", "", "", "", "öğlen"]], HEADINGS), kind="providers")
    assert job.counts == {"invalid": 1}
    assert set(job.problem_counts) == {"kind:unknown_code", "opening_hours:not_hours"}


def test_a_website_is_a_website(send):
    """A screen makes a link of it."""
    rows = [
        ["A", "javascript:alert(1)//a.b"],
        ["B", "data:text/html,x"],
        ["C", "www.ornek.org/a?b"],
        ["D", "https://ornek.org"],
    ]
    job = send(xlsx(rows, ["Kurum Adı", "Web"]), kind="providers")
    assert states(job) == {2: "invalid", 3: "invalid", 4: "imported", 5: "imported"}
    websites = set(ServiceProvider.objects.values_list("website", flat=True))
    assert websites == {"https://www.ornek.org/a?b", "https://ornek.org"}


def test_what_goes_out_comes_back_the_same(send, clerk):
    provider = ServiceProvider.objects.create(
        name="=Tehlikeli | Ad",
        kind="public_body",
        phone="+903520000001",
        opening_hours={"tue": [["09:00", "16:00"]]},
        registered_on=dt.date(2015, 3, 1),
        last_confirmed_on=dt.date(2016, 1, 2),
        notes="-1\nikinci",
    )
    ProviderService.objects.create(
        provider=provider, name="Kurs", topic="education", target_groups=["disabled"], is_free=True, how_to_apply="Gel"
    )
    ProviderContact.objects.create(provider=provider, full_name="Ali Can", duty="Müdür", email="a@example.org")

    def values():
        return (
            list(
                ServiceProvider.objects.values(
                    "name", "kind", "phone", "opening_hours", "registered_on", "notes", "last_confirmed_on"
                )
            ),
            list(ProviderService.objects.values("name", "topic", "target_groups", "is_free", "how_to_apply")),
            list(ProviderContact.objects.values("full_name", "duty", "phone", "email")),
        )

    before = values()
    content = exports.write_list(
        ProviderExport(), ProviderExport().columns([], on=NOW.date()), {}, "csv", actor=clerk, now=NOW
    )
    ServiceProvider.objects.all().delete()
    assert send(content, kind="providers").counts == {"imported": 1}
    assert values() == before


def test_the_template_of_providers_is_understood(clerk):
    out = imports.template_file("providers", actor=clerk, now=NOW)
    job = imports.start_import(
        xlsx([["x"]], ["Kuruluş Adı"]), file_name=out.name, kind="providers", actor=clerk, now=NOW
    )
    assert job.columns == {"0": "name"}
