"""The embedded start shows each person their own mail, read from files."""

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.fixture
def mail_files(settings, tmp_path):
    settings.EMBEDDED, settings.MAIL_DIR = True, str(tmp_path)
    connection = get_connection(
        "django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path)
    )
    for number, address in enumerate(["ben@example.org", "cleo@example.org"]):
        message = EmailMessage(f"Letter {number}", f"Words {number} å", to=[address])
        connection.send_messages([message])
    return tmp_path


def test_one_sees_ones_own_mail_alone(mail_files, client_for, ben):
    page = client_for(ben).get("/outbox/").content.decode()
    assert "Letter 0" in page
    assert "Words 0 å" in page
    assert "Letter 1" not in page


def test_the_way_there_is_shown_where_mail_lies_in_files(mail_files, client_for, ben):
    assert 'href="/outbox/"' in client_for(ben).get("/notifications/").content.decode()


def test_somebody_without_mail_reads_what_will_be_here(mail_files, client_for, root):
    assert "No mail yet" in client_for(root).get("/outbox/").content.decode()


def test_where_mail_is_really_sent_there_is_no_such_page(client_for, ben):
    assert client_for(ben).get("/outbox/").status_code == 404
    assert "/outbox/" not in client_for(ben).get("/notifications/").content.decode()
