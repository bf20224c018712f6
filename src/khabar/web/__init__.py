"""Web: pages by audience. A page is a form in and a template out; the desk does the rest."""
