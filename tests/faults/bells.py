"""The real Celery app, its bells rung every second so that a fault need not wait for them."""

from config.celery import app

for line in app.conf.beat_schedule.values():
    line["schedule"] = 1.0
    line["options"] = {"expires": 5.0}
