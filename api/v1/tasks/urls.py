"""Routes of the task tray."""

from django.urls import path

from api.v1.tasks import views

urlpatterns = [
    path("tasks/", views.TaskListView.as_view(), name="tasks"),
    path("tasks/<uuid:task_id>/cancel/", views.TaskCancelView.as_view(), name="task-cancel"),
]
