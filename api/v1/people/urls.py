"""Routes of people."""

from django.urls import path

from api.v1.people.views import contact_points, facts, merging, people, saved_views

urlpatterns = [
    path("people/", people.PeopleListView.as_view()),
    path("people/search/", people.SearchView.as_view()),
    path("people/views/", saved_views.SavedViewListView.as_view()),
    path("people/views/<uuid:view_id>/", saved_views.SavedViewView.as_view()),
    path("people/duplicates/", merging.DuplicatesView.as_view()),
    path("people/duplicates/decisions/", merging.DecisionView.as_view()),
    path("people/merges/<uuid:merge_id>/undo/", merging.UndoView.as_view()),
    path("people/<uuid:person_id>/duplicates/", merging.PersonDuplicatesView.as_view()),
    path("people/<uuid:person_id>/merge/", merging.MergeView.as_view()),
    path("people/<uuid:person_id>/merges/", merging.MergesView.as_view()),
    path("people/facts/<uuid:fact_id>/correction/", facts.FactCorrectionView.as_view()),
    path("people/sensitive/<uuid:fact_id>/end/", facts.SensitiveEndView.as_view()),
    path("people/sensitive/<uuid:fact_id>/correction/", facts.SensitiveCorrectionView.as_view()),
    path("people/phones/<uuid:phone_id>/", contact_points.PhoneView.as_view()),
    path("people/named-staff/<uuid:named_id>/", contact_points.NamedStaffEndView.as_view()),
    path("people/<uuid:person_id>/", people.PersonView.as_view()),
    path("people/<uuid:person_id>/facts/", facts.FactsView.as_view()),
    path("people/<uuid:person_id>/sensitive/", facts.SensitiveView.as_view()),
    path("people/<uuid:person_id>/missing/", facts.MissingView.as_view()),
    path("people/<uuid:person_id>/phones/", contact_points.PhonesView.as_view()),
    path("people/<uuid:person_id>/addresses/", contact_points.AddressesView.as_view()),
    path("people/<uuid:person_id>/identity/", contact_points.IdentityView.as_view()),
    path("people/<uuid:person_id>/confidentiality/", contact_points.ConfidentialityView.as_view()),
    path("people/<uuid:person_id>/named-staff/", contact_points.NamedStaffView.as_view()),
]
