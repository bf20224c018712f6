"""The WSGI application that granian serves."""

from django.core.wsgi import get_wsgi_application

from khabar.site.wiring import start

start()
application = get_wsgi_application()
