from django.urls import path

from notifications import api, views

urlpatterns = [
    path("notifications/", views.notification_list, name="notifications"),
    path("notifications/<uuid:pk>/open/", views.notification_open, name="notification_open"),
    path("notifications/<uuid:pk>/snooze/", views.notification_snooze, name="notification_snooze"),
    path("notifications/<uuid:pk>/done/", views.notification_done, name="notification_done"),
    path(
        "notifications/answer/<str:signed>/", views.notification_answer, name="notification_answer"
    ),
    path(
        "me/settings/notifications/",
        views.notification_preferences,
        name="notification_preferences",
    ),
    path("outbox/", views.outbox_page, name="outbox"),
]

api_urlpatterns = [
    path("notifications", api.NotificationList.as_view(), name="api_notifications"),
    path(
        "notifications/<uuid:pk>/snooze",
        api.NotificationSnooze.as_view(),
        name="api_notification_snooze",
    ),
    path(
        "notifications/<uuid:pk>/done",
        api.NotificationDone.as_view(),
        name="api_notification_done",
    ),
    path("preferences", api.Preferences.as_view(), name="api_preferences"),
]
