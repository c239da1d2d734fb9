"""The list of all municipalities is whole, and each of them could be created."""

import re
from collections import Counter

from apps.programmes.geography import list_districts, list_provinces
from omuz.kernel.text import tr_fold
from tenants.country import country_municipalities
from tenants.enums import MunicipalityKind
from tenants.provisioning import RESERVED_SLUGS

BY_SLUG = {each.slug: each for each in country_municipalities()}


def test_there_are_as_many_of_each_kind_as_the_country_has():
    assert Counter(each.kind for each in country_municipalities()) == {
        MunicipalityKind.METROPOLITAN: 30,
        MunicipalityKind.PROVINCIAL: 51,
        MunicipalityKind.DISTRICT: 922,
        MunicipalityKind.TOWN: 390,
    }


def test_each_has_an_address_of_its_own_that_can_be_given():
    assert len(BY_SLUG) == len(country_municipalities()) == 1393
    assert all(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?", slug) for slug in BY_SLUG)
    assert not RESERVED_SLUGS & set(BY_SLUG)
    assert BY_SLUG["istanbul"].name == "İstanbul Büyükşehir Belediyesi"
    assert BY_SLUG["sanliurfa"].province == "Şanlıurfa"
    assert {"konya-eregli", "zonguldak-eregli", "torbali"} <= set(BY_SLUG)


def test_a_district_of_a_metropolitan_province_stands_below_its_municipality():
    districts = [each for each in country_municipalities() if each.kind == MunicipalityKind.DISTRICT]
    with_parent = [each for each in districts if each.parent]
    assert len(with_parent) == 519
    for each in districts:
        above = BY_SLUG[each.parent or tr_fold(each.province)]
        assert above.province == each.province
        assert (above.kind == MunicipalityKind.METROPOLITAN) is bool(each.parent)
    places = {slug: place for place, slug in enumerate(BY_SLUG)}
    assert all(places[each.parent] < places[each.slug] for each in with_parent), "a parent is created first"


def test_every_province_and_district_is_there_once():
    named = Counter((each.province, each.district) for each in country_municipalities() if each.kind != "town")
    expected = {(province, "") for province in list_provinces()}
    expected |= {(p, district) for p in list_provinces() for district in list_districts(p) if district != "Merkez"}
    assert named == dict.fromkeys(expected, 1)


def test_the_names_that_are_not_known_say_so():
    towns = [each for each in country_municipalities() if each.kind == MunicipalityKind.TOWN]
    assert all(each.name.endswith("(yer tutucu)") for each in towns)
    assert not any(BY_SLUG[tr_fold(each.province)].kind == MunicipalityKind.METROPOLITAN for each in towns)
