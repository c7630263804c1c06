"""Addresses of numbers and their measurements."""

from django.urls import URLPattern, path

from goals.api import measurements as values
from goals.api import metrics as calls
from goals.views import filling, measurements, metrics

urlpatterns: list[URLPattern] = [
    path("goals/<uuid:pk>/metrics/new/", metrics.add, name="metric_add"),
    path("goals/<uuid:pk>/fill/", filling.fill_goal, name="goal_fill"),
    path("goals/<uuid:pk>/values.csv", filling.values_of_goal, name="goal_values"),
    path("mastery/<uuid:pk>/metrics/new/", metrics.add_to_mastery, name="mastery_metric_add"),
    path("metrics/<uuid:pk>/", metrics.metric, name="metric"),
    path("metrics/<uuid:pk>/fill/", filling.fill_metric, name="metric_fill"),
    path("metrics/<uuid:pk>/values.csv", filling.values_of_metric, name="metric_values"),
    path("metrics/<uuid:pk>/edit/", metrics.change, name="metric_change"),
    path("metrics/<uuid:pk>/retire/", metrics.retire, name="metric_retire"),
    path("metrics/<uuid:pk>/measure/", measurements.measure, name="metric_measure"),
    path("measurements/<uuid:pk>/correct/", measurements.correct, name="measurement_correct"),
    path("measurements/<uuid:pk>/withdraw/", measurements.withdraw, name="measurement_withdraw"),
]

api_urlpatterns: list[URLPattern] = [
    path("goals/<uuid:pk>/metrics", calls.MetricList.as_view(), name="api_goal_metrics"),
    path(
        "mastery/<uuid:pk>/metrics", calls.MasteryMetricList.as_view(), name="api_mastery_metrics"
    ),
    path("metrics/<uuid:pk>", calls.MetricDetail.as_view(), name="api_metric"),
    path("metrics/<uuid:pk>/changes", calls.ChangeList.as_view(), name="api_metric_changes"),
    path("metrics/<uuid:pk>/retire", calls.MetricRetire.as_view(), name="api_metric_retire"),
    path(
        "metrics/<uuid:pk>/measurements",
        values.MeasurementList.as_view(),
        name="api_measurements",
    ),
    path(
        "measurements/<uuid:pk>/correct",
        values.MeasurementCorrect.as_view(),
        name="api_measurement_correct",
    ),
    path(
        "measurements/<uuid:pk>/withdraw",
        values.MeasurementWithdraw.as_view(),
        name="api_measurement_withdraw",
    ),
]
