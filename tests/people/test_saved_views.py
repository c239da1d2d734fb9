"""Saved views of the list of people."""

VIEW = {"name": "Talas", "filters": {"district": "Talas", "missing": "1"}, "columns": ["name", "phone"], "sort": "name"}


def test_a_view_is_saved_changed_shared_and_deleted(api):
    owner, colleague = api(role="intake_clerk"), api(role="intake_clerk")
    made = owner.post("/api/v1/people/views/", VIEW, format="json")
    assert made.status_code == 201, made.content
    url = f"/api/v1/people/views/{made.json()['id']}/"
    assert colleague.get("/api/v1/people/views/").json()["results"] == []
    shared = owner.put(url, VIEW | {"is_shared": True}, format="json", HTTP_IF_MATCH=made["ETag"])
    assert shared.json()["version"] == 2
    seen = colleague.get("/api/v1/people/views/").json()["results"]
    assert [(view["name"], view["is_mine"]) for view in seen] == [("Talas", False)]
    assert colleague.put(url, VIEW, format="json", HTTP_IF_MATCH='"2"').status_code == 403
    assert owner.put(url, VIEW, format="json", HTTP_IF_MATCH='"1"').status_code == 409
    assert owner.delete(url).status_code == 204
    assert owner.get("/api/v1/people/views/").json()["results"] == []


def test_a_name_is_used_once_and_unknown_parts_are_refused(api):
    client = api(role="intake_clerk")
    client.post("/api/v1/people/views/", VIEW, format="json")
    again = client.post("/api/v1/people/views/", VIEW, format="json")
    assert (again.status_code, again.json()["errors"][0]["field"]) == (409, "name")
    odd = client.post("/api/v1/people/views/", VIEW | {"name": "x", "filters": {"password": "1"}}, format="json")
    assert (odd.status_code, odd.json()["errors"][0]["code"]) == (422, "unknown_filter")
