"""Errors shown beside the field that an editor can mend them in."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import InlineForeignKeyField


class BesideFields(forms.ModelForm):
    """A model form whose model's constraints complain beside a field, not above the page.

    `beside` gives the field for the name of a constraint, for a model field that is not on the
    form, or for "unique_together". `checked` names model fields that are not on the form and whose
    constraints must be tried all the same (else the database would be the first to notice).
    """

    beside: dict[str, str] = {}
    checked: tuple[str, ...] = ()

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {  # type: ignore[misc]  # not in the stubs
            name for name in self.checked if self.beside.get(name) not in self.errors
        }

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        is_row = any(isinstance(field, InlineForeignKeyField) for field in self.fields.values())
        if is_row and not self.errors and self.has_changed():
            self._check_with_the_page()

    def _check_with_the_page(self):
        """Django leaves the row of the page out of its checks, and with it every constraint it is in."""
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as errors:
            self._update_errors(errors)

    def _update_errors(self, errors):
        moved = ValidationError(self._moved(_by_field(errors)))
        super()._update_errors(moved)  # type: ignore[misc]  # not in the stubs

    def _moved(self, found):
        moved: dict[str, list] = {}
        for name, messages in found.items():
            for message in messages:
                field = self._field_for(name, message)
                if field == NON_FIELD_ERRORS or name == field or field not in self.errors:
                    moved.setdefault(field, []).append(message)
        return moved

    def _field_for(self, name, error):
        wanted = self._constraint_of(error) if name == NON_FIELD_ERRORS else name
        field = self.beside.get(wanted, wanted)
        return field if field in self.fields else NON_FIELD_ERRORS

    def _constraint_of(self, error):
        if error.code == "unique_together":
            return error.code
        for constraint in self.instance._meta.constraints:
            if constraint.get_violation_error_message() == error.message:
                return constraint.name
        return NON_FIELD_ERRORS


def _by_field(errors):
    if hasattr(errors, "error_dict"):
        return errors.error_dict
    return {NON_FIELD_ERRORS: errors.error_list}
