"""Routes of the staff."""

from django.urls import path

from api.v1.accounts.views import audit, demo, invitations, me, roles, staff, staff_import, units

urlpatterns = [
    path("me/", me.MeView.as_view(), name="me"),
    path("me/view-as/", me.ViewAsView.as_view(), name="me-view-as"),
    path("me/sessions/end/", me.EndSessionsView.as_view(), name="me-end-sessions"),
    path("staff/", staff.StaffListView.as_view(), name="staff"),
    path("staff/roles/", roles.RoleTableView.as_view(), name="staff-roles"),
    path("staff/assignments/", roles.AssignmentListView.as_view(), name="staff-assignments"),
    path("staff/assignments/<uuid:assignment_id>/end/", roles.AssignmentEndView.as_view(), name="staff-assignment-end"),
    path("staff/invitations/", invitations.InvitationListView.as_view(), name="staff-invitations"),
    path("staff/invitations/<uuid:invitation_id>/", invitations.InvitationView.as_view(), name="staff-invitation"),
    path(
        "staff/invitations/<uuid:invitation_id>/resend/",
        invitations.InvitationResendView.as_view(),
        name="staff-invitation-resend",
    ),
    path("staff/import/", staff_import.StaffImportView.as_view(), name="staff-import"),
    path("staff/import/template/", staff_import.StaffImportTemplateView.as_view(), name="staff-import-template"),
    path("staff/reassign/", staff.ReassignView.as_view(), name="staff-reassign"),
    path("staff/<uuid:user_id>/", staff.StaffView.as_view(), name="staff-member"),
    path("staff/<uuid:user_id>/work/", staff.StaffWorkView.as_view(), name="staff-work"),
    path("staff/<uuid:user_id>/close/", staff.StaffCloseView.as_view(), name="staff-close"),
    path("staff/<uuid:user_id>/reopen/", staff.StaffReopenView.as_view(), name="staff-reopen"),
    path("staff/<uuid:user_id>/second-factor/", staff.StaffSecondFactorView.as_view(), name="staff-second-factor"),
    path("invitations/<str:key>/", invitations.OpenInvitationView.as_view(), name="invitation"),
    path("units/", units.UnitListView.as_view(), name="units"),
    path("units/<uuid:unit_id>/", units.UnitView.as_view(), name="unit"),
    path("audit/", audit.AuditListView.as_view(), name="audit"),
    path("demo/accounts", demo.DemoAccountListView.as_view(), name="demo-accounts"),
]
