"""For tests of the admin: an editor at work, and what a browser would send from a page's form."""

from django.contrib.auth import get_user_model


def an_editor(name="editor", **fields):
    """Somebody who may do everything in the admin."""
    return get_user_model().objects.create_superuser(name, password="a password", **fields)


def a_member(name="member", **fields):
    """Somebody with an account, and no business in the admin."""
    return get_user_model().objects.create_user(name, password="a password", **fields)


def address(record, page="change"):
    """The path of a record's admin page."""
    return f"/admin/recommendations/{record.kind}/{record.pk}/{page}/"


def sent(response, **changes):
    """What the form of a page sends when nothing is typed but the changes.

    In a change, "__" stands for the hyphens of a row's field: links_out__0__basis.
    """
    data = {}
    for form in _forms(response.context):
        for field in form:
            data[field.html_name] = _value(field)
    typed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in (data | typed).items() if value is not None}


def _forms(context):
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def _value(field):
    value = field.value()
    if value is False:
        return None
    return "" if value is None else value


def edit(client, path, **changes):
    """Open a page, change some of its fields, and save it; gives the answer to the save."""
    return client.post(path, sent(client.get(path), **changes))
