"""A web application of the jump server's kind: Django's admin with its sessions in MySQL.

One file is the whole project: settings, one table of hosts, and the command line (app.py migrate, app.py runserver).
Every request opens a connection of its own to the address in DB_HOST and DB_PORT.
"""
import os
import sys
import types

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="only for this lab",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages"]},
    }],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.mysql", "NAME": "jumpserver", "USER": "jumpserver", "PASSWORD": "jumpserver",
        "HOST": os.environ["DB_HOST"], "PORT": os.environ["DB_PORT"], "CONN_MAX_AGE": 0,
        "OPTIONS": {"connect_timeout": 5, "read_timeout": 5, "write_timeout": 5},
    }},
    SESSION_ENGINE="django.contrib.sessions.backends.db",
    STATIC_URL="/static/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.contrib import admin  # noqa: E402
from django.urls import path  # noqa: E402

admin.site.site_header = "Jump server"
urlpatterns = [path("admin/", admin.site.urls)]

if __name__ == "__main__":
    sys.modules.setdefault("app", types.ModuleType("app"))
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
