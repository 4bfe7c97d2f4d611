"""An account for the admin that is measured: makes it where it is missing, and prints a session's key."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
django.setup()


def main():
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    staff = {"is_staff": True, "is_superuser": True}
    account, _ = get_user_model().objects.get_or_create(username="bench", defaults=staff)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    print(session.session_key)


if __name__ == "__main__":
    main()
