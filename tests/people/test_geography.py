"""The shipped list of places."""

from apps.programmes import geography


def test_the_list_is_whole_and_sorted_as_turkish_sorts():
    provinces = geography.list_provinces()
    assert len(provinces) == 81
    assert provinces[:2] == ["Adana", "Adıyaman"]
    assert (
        provinces.index("Iğdır") < provinces.index("Isparta") < provinces.index("İstanbul") < provinces.index("İzmir")
    )
    assert len(geography.list_districts("İzmir")) == 30
    assert sum(len(geography.list_neighbourhoods("İzmir", d)) for d in geography.list_districts("İzmir")) == 1308


def test_places_match_in_any_spelling():
    assert geography.match_province("izmır") == "İzmir"
    assert geography.match_district("Kayseri", "MELİKGAZİ") == "Melikgazi"
    assert geography.match_district("Kars", "Kars") == "Merkez"
    assert geography.match_neighbourhood("Kayseri", "Melikgazi", "ALPASLAN MAHALLESİ") == "Alpaslan"
    assert geography.match_province("Atlantis") is None
    assert geography.match_district("Kayseri", "Konak") is None


def test_places_by_api_one_list_at_a_time(api):
    client = api(role="intake_clerk")
    assert client.get("/api/v1/geography/").json()["results"][0] == "Adana"
    assert "Melikgazi" in client.get("/api/v1/geography/", {"province": "kayseri"}).json()["results"]
    found = client.get("/api/v1/geography/", {"province": "Kayseri", "district": "Melikgazi"}).json()
    assert (found["level"], "Alpaslan" in found["results"]) == ("neighbourhood", True)
